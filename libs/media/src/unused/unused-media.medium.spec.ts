import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import sharp from 'sharp';
import { startApi, type TestApi } from '../../../../test/support/api.js';
import { buildChannel, buildMember, buildPost, type TestMember } from '../../../../test/support/factories.js';
import type { Schemas } from '../../../../test/support/http.js';
import { Derivatives } from '../derivatives.js';
import { MediaRecord } from '../media-record.js';
import { MediaStorage } from '../media-storage.js';
import { lockContent } from './content-lock.repository.js';
import { UnusedMedia } from './unused-media.js';
import { Database } from '#lib/database';
import type { MediaFacts } from '#lib/platforms';

const YEARS = `interval '4 years'`;

let api: TestApi;
let owner: Client;
let editor: TestMember;
let shade = 0;
beforeAll(async () => {
  api = await startApi();
  owner = new Client({ connectionString: api.database.url });
  await owner.connect();
  editor = await buildMember(api, 'editor');
});
afterAll(async () => {
  await owner?.end();
  await api?.close();
});

const get = <T>(type: abstract new (...args: never[]) => T): T => api.app.get<T>(type, { strict: false });
const picture = (background: { r: number; g: number; b: number }) =>
  sharp({ create: { width: 320, height: 320, channels: 3, background } })
    .png()
    .toBuffer();

function send(bytes: Buffer) {
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(bytes)]), 'photo.png');
  return editor.http.send<Schemas['Media']>('POST', '/api/v1/media', form);
}
/** A picture that nobody sent before, as if sent years ago. */
async function old(): Promise<{ id: string; sha256: string; bytes: Buffer }> {
  shade += 1;
  const bytes = await picture({ r: shade % 256, g: 90, b: 20 });
  const { body } = await send(bytes);
  const { rows } = await owner.query<{ sha256: string }>(
    `UPDATE media SET created_at = now() - ${YEARS} WHERE id = $1 RETURNING sha256`,
    [body.id],
  );
  return { id: body.id, sha256: rows[0]?.sha256 ?? '', bytes };
}
const removedLongAgo = (id: string) =>
  owner.query(`UPDATE media SET removed_at = now() - interval '31 days' WHERE id = $1`, [id]);
const count = async (sql: string, values: unknown[]): Promise<number> =>
  (await owner.query<{ n: number }>(`SELECT count(*)::int AS n ${sql}`, values)).rows[0]?.n ?? -1;
const rowsOf = (id: string) => count('FROM media WHERE id = $1', [id]);
const listed = async () =>
  (await editor.http.get<Schemas['MediaPage']>('/api/v1/media?limit=200')).body.items.map(({ id }) => id);
const sizeOf = (sha256: string, variant?: 'thumbnail') =>
  get(MediaStorage).size(editor.organisation.id, sha256, variant);

describe('media that no post shows', () => {
  it('leave the library by their age, which the audit log tells; what is young, shown or frozen stays', async () => {
    const [unused, inPost, inVariant, frozen] = [await old(), await old(), await old(), await old()];
    const young = await send(await picture({ r: 1, g: 2, b: 3 }));
    const channel = await buildChannel(api, editor.organisation, 'instagram');
    await buildPost(editor, { mediaIds: [inPost.id] });
    await buildPost(editor, {
      channelIds: [channel.id],
      variants: { [channel.id]: { mediaIds: [inVariant.id] } },
    });
    const sent = await buildPost(editor, { channelIds: [channel.id], mediaIds: [frozen.id] });
    await editor.http.patch(`/api/v1/posts/${sent.id}`, {
      schedule: { localTime: '2031-05-05T09:00', timeZone: 'Europe/Paris' },
    });
    expect((await editor.http.post(`/api/v1/posts/${sent.id}/submit`, {})).status).toBe(200);
    await editor.http.patch(`/api/v1/posts/${sent.id}`, { mediaIds: [] });

    // Unused for years by its age alone is nothing: somebody may just have taken it out of a post, or sent it again.
    await get(UnusedMedia).look(2);
    expect(await get(UnusedMedia).hide(100)).toBe(0);
    await owner.query(
      `UPDATE media SET unused_since = now() - ${YEARS} WHERE unused_since IS NOT NULL AND id <> $1`,
      [young.body.id],
    );
    const again = await old();
    await owner.query(`UPDATE media SET unused_since = now() - ${YEARS} WHERE id = $1`, [again.id]);
    expect((await send(again.bytes)).body.id).toBe(again.id);
    await get(UnusedMedia).look(2);
    expect(await get(UnusedMedia).hide(100)).toBe(1);
    const shown = await listed();
    expect(shown).not.toContain(unused.id);
    expect(shown).toEqual(
      expect.arrayContaining([inPost.id, inVariant.id, frozen.id, young.body.id, again.id]),
    );
    expect(
      await count(
        `FROM audit_entry WHERE subject_id = $1 AND action = 'media.removed' AND actor_name = 'Lineup'`,
        [unused.id],
      ),
    ).toBe(1);
    expect(await sizeOf(unused.sha256)).toBeGreaterThan(0);
    expect(await get(UnusedMedia).purge(100)).toBe(0);
  });

  it('lose their files a month later, and all that was made of them', async () => {
    const { id, sha256 } = await old();
    const facts = { id, kind: 'image', mime: 'image/png', width: 320, height: 320, sha256 } as MediaFacts;
    const made = await get(Derivatives).image(editor.organisation.id, facts, {
      mime: 'image/jpeg',
      crop: null,
      width: 100,
      height: 100,
      maxBytes: 100_000,
    });
    await removedLongAgo(id);
    expect(await get(UnusedMedia).purge(100)).toBe(1);
    expect(await rowsOf(id)).toBe(0);
    expect([await sizeOf(sha256), await sizeOf(sha256, 'thumbnail'), await sizeOf(made.sha256)]).toEqual([
      null,
      null,
      null,
    ]);
    expect(await count('FROM media_derivative WHERE source = $1', [sha256])).toBe(0);
  });

  it('keep their files while another medium has the same bytes, and while a post that went out shows them', async () => {
    const twice = await old();
    await removedLongAgo(twice.id);
    const { body: again } = await send(twice.bytes);
    expect(again.id).not.toBe(twice.id);
    expect(await get(UnusedMedia).purge(100)).toBe(1);
    expect(await rowsOf(twice.id)).toBe(0);
    expect(await sizeOf(twice.sha256)).toBeGreaterThan(0);

    const shown = await old();
    await buildPost(editor, { mediaIds: [shown.id] });
    await removedLongAgo(shown.id);
    expect(await get(UnusedMedia).purge(100)).toBe(0);
    expect(await sizeOf(shown.sha256)).toBeGreaterThan(0);
  });

  it('sent again while their files go are there afterwards', async () => {
    const { sha256, bytes, id } = await old();
    await removedLongAgo(id);
    let sending: ReturnType<typeof send> | undefined;
    await get(Database).system(async (tx) => {
      await lockContent(tx, editor.organisation.id, sha256);
      sending = send(bytes);
      // It found the old file and waits for its turn; meanwhile both go, as a sweep would remove them.
      for (;;) {
        const waits = await count(`FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`, []);
        if (waits > 0) break;
      }
      await tx.query('DELETE FROM media WHERE id = $1', [id]);
      await get(MediaStorage).remove(editor.organisation.id, sha256);
      // The purge had removed the small picture, and the file sent again came before it got to the large one.
      await writeFile(join(await get(MediaStorage).incoming(), 'again'), bytes);
      await get(MediaStorage).keep(
        join(await get(MediaStorage).incoming(), 'again'),
        editor.organisation.id,
        sha256,
      );
    });
    expect((await sending)?.status).toBe(201);
    expect(await sizeOf(sha256)).toBe(bytes.length);
    expect(await sizeOf(sha256, 'thumbnail')).toBeGreaterThan(0);
  });

  it('one whose file cannot be removed kept all the others', async () => {
    const [stuck, other] = [await old(), await old()];
    await removedLongAgo(stuck.id);
    await removedLongAgo(other.id);
    const storage = get(MediaStorage);
    const refusing = {
      remove: (organisationId: string, sha256: string) =>
        sha256 === stuck.sha256
          ? Promise.reject(new Error('not permitted'))
          : storage.remove(organisationId, sha256),
    } as MediaStorage;
    const unused = new UnusedMedia(get(Database), refusing, get(MediaRecord), { KEEP_UNUSED_MEDIA_DAYS: 1 });
    await expect(unused.purge(100)).rejects.toThrow('1 media could not be removed');
    expect([await rowsOf(stuck.id), await rowsOf(other.id)]).toEqual([1, 0]);
    expect(await get(UnusedMedia).purge(100)).toBe(1);
  });

  it('stay for ever where the setting says so', async () => {
    const { id } = await old();
    const unused = new UnusedMedia(get(Database), get(MediaStorage), get(MediaRecord), {
      KEEP_UNUSED_MEDIA_DAYS: 0,
    });
    await unused.look(100);
    expect(await unused.hide(100)).toBe(0);
    expect(await listed()).toContain(id);
  });
});
