import { Database } from '#lib/database';
import { Member } from '#lib/identity';
import { newId } from '#lib/kernel';
import { startApi, type TestApi } from '../support/api.js';
import {
  buildChannel,
  buildEstablishment,
  buildMember,
  buildOrganisation,
  buildPost,
  type TestMember,
  type TestOrganisation,
} from '../support/factories.js';

describe('a role at one establishment', () => {
  let api: TestApi;
  let organisation: TestOrganisation;
  let root: TestMember;
  let cafe: { id: string };
  let clinic: { id: string };
  let editor: TestMember;
  let manager: TestMember;
  let ours: { id: string };
  let theirs: { id: string };

  beforeAll(async () => {
    api = await startApi();
    organisation = await buildOrganisation(api);
    root = await buildMember(api, 'manager', { organisation });
    [cafe, clinic] = [
      await buildEstablishment(api, organisation),
      await buildEstablishment(api, organisation),
    ];
    const here = { organisation, establishmentId: cafe.id };
    [editor, manager] = [await buildMember(api, 'editor', here), await buildMember(api, 'manager', here)];
    ours = await buildChannel(api, organisation, 'facebook', { establishmentId: cafe.id });
    theirs = await buildChannel(api, organisation, 'facebook', { establishmentId: clinic.id });
  }, 60_000);
  afterAll(() => api?.close());

  it('does not write on the channels of another establishment', async () => {
    const refused = await editor.http.post('/api/v1/posts', {
      text: 'Bonjour',
      establishmentId: cafe.id,
      channelIds: [ours.id, theirs.id],
    });
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({ errors: [{ path: 'channelIds.1', code: 'unknown_reference' }] });
    const post = await buildPost(editor, { channelIds: [ours.id] });
    const patched = await editor.http.patch(`/api/v1/posts/${post.id}`, { channelIds: [theirs.id] });
    expect(patched.status).toBe(422);
  });

  it('does not approve what goes out on the channels of another establishment', async () => {
    const post = await buildPost(root, { channelIds: [ours.id, theirs.id], establishmentId: cafe.id });
    const submitted = await root.http.post(`/api/v1/posts/${post.id}/submit`, {});
    const { revision } = submitted.body as unknown as { revision: { hash: string } };
    const refused = await manager.http.post(`/api/v1/posts/${post.id}/approve`, {
      revisionHash: revision.hash,
    });
    expect([refused.status, refused.body.code]).toEqual([403, 'forbidden']);
    expect(
      (await root.http.post(`/api/v1/posts/${post.id}/approve`, { revisionHash: revision.hash })).status,
    ).toBe(200);
  });

  it('does not see the posts of another establishment', async () => {
    const post = await buildPost(root, { channelIds: [theirs.id], establishmentId: clinic.id });
    expect((await manager.http.get(`/api/v1/posts/${post.id}`)).status).toBe(404);
    expect((await manager.http.get(`/api/v1/posts/${post.id}/publications`)).status).toBe(404);
  });

  it('puts nothing into another establishment, or into one that does not exist', async () => {
    const admin = await buildMember(api, 'admin', { organisation, establishmentId: cafe.id });
    const moved = await buildPost(admin, { text: 'Bonjour', establishmentId: cafe.id });
    const acts = (establishmentId: string) => [
      admin.http.post('/api/v1/posts', { text: 'Bonjour', establishmentId }),
      admin.http.patch(`/api/v1/posts/${moved.id}`, { establishmentId }),
      admin.http.post('/api/v1/channels', { platform: 'facebook', accessToken: 'a-token', establishmentId }),
    ];
    for (const id of [clinic.id, organisation.rootId]) {
      expect((await Promise.all(acts(id))).map(({ status }) => status)).toEqual([403, 403, 403]);
    }
    for (const { status, body } of await Promise.all(acts('00000000-0000-7000-8000-000000000000'))) {
      expect(status).toBe(422);
      expect(body).toMatchObject({ errors: [{ path: 'establishmentId', code: 'unknown_reference' }] });
    }
  });

  it('puts nothing where the role only reads', async () => {
    const admin = await buildMember(api, 'admin', { organisation, establishmentId: cafe.id });
    await api.app.get(Database, { strict: false }).system((tx) =>
      tx.insert(Member, {
        organisationId: organisation.id,
        id: newId(),
        userId: admin.userId,
        establishmentId: clinic.id,
        role: 'viewer',
      }),
    );
    const establishmentId = clinic.id;
    const answers = [
      await admin.http.post('/api/v1/posts', { text: 'Bonjour', establishmentId }),
      await admin.http.post('/api/v1/members', {
        email: 'new@test.example',
        role: 'viewer',
        establishmentId,
      }),
      await admin.http.post('/api/v1/channels', {
        platform: 'facebook',
        accessToken: 'a-token',
        establishmentId,
      }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
  });

  it('withdraws what was submitted when the post moves to another establishment', async () => {
    const post = await buildPost(root, { channelIds: [ours.id], establishmentId: clinic.id });
    await root.http.post(`/api/v1/posts/${post.id}/submit`, {});
    const moved = await root.http.patch(`/api/v1/posts/${post.id}`, { establishmentId: cafe.id });
    expect([moved.status, moved.body.state]).toEqual([200, 'draft']);
  });
});
