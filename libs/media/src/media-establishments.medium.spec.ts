import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { Database } from '#lib/database';
import { startApi, type TestApi } from '../../../test/support/api.js';
import {
  buildChannel,
  buildEstablishment,
  buildMember,
  buildOrganisation,
  buildPost,
  type TestMember,
  type TestOrganisation,
} from '../../../test/support/factories.js';
import type { Problem, Schemas } from '../../../test/support/http.js';

let api: TestApi;
let organisation: TestOrganisation;
let [north, south] = ['', ''];
let root: TestMember;
let northern: TestMember;
let southern: TestMember;
let guest: TestMember;
let shade = 0;

/** Uploads a picture that nobody sent before. */
async function upload(who: TestMember, establishmentId?: string) {
  shade += 1;
  const background = { r: shade % 256, g: 10, b: 200 };
  const bytes = await sharp({ create: { width: 320, height: 320, channels: 3, background } })
    .png()
    .toBuffer();
  return send(who, bytes, 'place.png', establishmentId);
}
function send(who: TestMember, bytes: Buffer, name: string, establishmentId?: string) {
  const form = new FormData();
  if (establishmentId) form.set('establishmentId', establishmentId);
  form.set('file', new Blob([new Uint8Array(bytes)]), name);
  return who.http.send<Schemas['Media'] & Problem>('POST', '/api/v1/media', form);
}
const idOf = async (who: TestMember, establishmentId?: string) =>
  (await upload(who, establishmentId)).body.id;
const statusOf = async (who: TestMember, path: string) => (await who.http.get(path)).status;
const listed = async (who: TestMember) =>
  (await who.http.get<Schemas['MediaPage']>('/api/v1/media?limit=200')).body.items.map(({ id }) => id);

beforeAll(async () => {
  api = await startApi();
  organisation = await buildOrganisation(api);
  north = (await buildEstablishment(api, organisation)).id;
  south = (await buildEstablishment(api, organisation)).id;
  root = await buildMember(api, 'editor', { organisation });
  northern = await buildMember(api, 'editor', { organisation, establishmentId: north });
  southern = await buildMember(api, 'editor', { organisation, establishmentId: south });
  guest = await buildMember(api, 'viewer', { organisation, establishmentId: south });
});
afterAll(() => api.close());

describe('a medium belongs to an establishment', () => {
  it('to the topmost where its sender edits, or to the one that is named', async () => {
    expect((await upload(root)).body.establishmentId).toBe(organisation.rootId);
    expect((await upload(northern)).body).toMatchObject({ establishmentId: north, may: { write: true } });
    expect((await upload(root, south)).body.establishmentId).toBe(south);
    const elsewhere = await upload(northern, south);
    expect([elsewhere.status, elsewhere.body.errors?.[0]?.code]).toEqual([422, 'unknown_reference']);
    const above = await upload(northern, organisation.rootId);
    expect([above.status, above.body.errors?.[0]?.code]).toEqual([422, 'unknown_reference']);
  });

  it('and is read from there downwards and upwards, never beside', async () => {
    const [shared, own] = [await idOf(root), await idOf(northern)];
    for (const path of [
      (id: string) => `/api/v1/media/${id}`,
      (id: string) => `/api/v1/media/${id}/content`,
    ]) {
      expect(await statusOf(southern, path(shared))).toBe(200);
      expect(await statusOf(root, path(own))).toBe(200);
      expect(await statusOf(southern, path(own))).toBe(404);
      expect(await statusOf(guest, path(own))).toBe(404);
      expect(await statusOf(guest, `${path(own)}?size=thumbnail`)).toBe(404);
    }
    expect(await listed(root)).toEqual(expect.arrayContaining([shared, own]));
    expect(await listed(southern)).toContain(shared);
    expect(await listed(southern)).not.toContain(own);
  });

  it('where writing and removing need an editor, whoever may read it', async () => {
    const shared = await idOf(root);
    const path = `/api/v1/media/${shared}`;
    expect((await northern.http.get<Schemas['Media']>(path)).body.may).toEqual({ write: false });
    expect((await northern.http.patch(path, { altText: 'Mine now' })).status).toBe(403);
    expect((await northern.http.patch(path, { focus: { x: 0, y: 0 } })).status).toBe(403);
    expect((await northern.http.delete(path)).status).toBe(403);
    expect((await root.http.patch<Schemas['Media']>(path, { altText: 'Ours' })).body.altText).toBe('Ours');
    const own = await idOf(northern);
    expect((await southern.http.patch(`/api/v1/media/${own}`, { altText: 'x' })).status).toBe(404);
    expect((await southern.http.delete(`/api/v1/media/${own}`)).status).toBe(404);
    expect((await northern.http.delete(`/api/v1/media/${own}`)).status).toBe(204);
  });

  it('whose media nobody beside it can put into a post', async () => {
    const own = await idOf(northern);
    const refused = await southern.http.post<Problem>('/api/v1/posts', { text: 'Hello', mediaIds: [own] });
    expect([refused.status, refused.body.errors?.[0]]).toMatchObject([
      422,
      { path: 'mediaIds.0', code: 'unknown_reference' },
    ]);
    const channel = await buildChannel(api, organisation, 'facebook', { establishmentId: south });
    const variant = await southern.http.post<Problem>('/api/v1/posts', {
      text: 'Hello',
      channelIds: [channel.id],
      variants: { [channel.id]: { mediaIds: [own] } },
    });
    expect(variant.status).toBe(422);
    const shared = await idOf(root);
    expect((await southern.http.post('/api/v1/posts', { text: 'Hello', mediaIds: [shared] })).status).toBe(
      201,
    );
  });

  it('and is shown to whoever sees the post that shows it, who may also go on editing that post', async () => {
    const own = await idOf(northern);
    const both = await buildPost(root, { text: 'For the south', establishmentId: south, mediaIds: [own] });
    expect(await statusOf(guest, `/api/v1/media/${own}/content`)).toBe(200);
    expect(await listed(guest)).not.toContain(own);
    const edited = await southern.http.patch(`/api/v1/posts/${both.id}`, { mediaIds: [own], text: 'Edited' });
    expect(edited.status).toBe(200);
    expect((await southern.http.patch(`/api/v1/media/${own}`, { altText: 'x' })).status).toBe(403);
  });

  it('once, however often its bytes are sent at the same moment', async () => {
    const bytes = await sharp({ create: { width: 50, height: 50, channels: 3, background: '#123456' } })
      .png()
      .toBuffer();
    const sent = await Promise.all(
      Array.from({ length: 12 }, (_, at) => send(root, bytes, `copy-${at}.png`)),
    );
    expect(sent.map(({ status }) => status)).toEqual(Array(12).fill(201));
    expect(new Set(sent.map(({ body }) => body.id)).size).toBe(1);
    // In another establishment it is another medium: who may describe it differs.
    expect((await send(northern, bytes, 'north.png')).body.id).not.toBe(sent[0]?.body.id);
    const added = await api.app
      .get(Database, { strict: false })
      .query(`SELECT 1 FROM audit_entry WHERE action = 'media.added' AND subject_id = $1`, [
        sent[0]?.body.id,
      ]);
    expect(added).toHaveLength(1);
  });
});
