import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type TestApi } from '../support/api.js';
import { buildChannel, buildMember, buildPost, type TestMember } from '../support/factories.js';
import type { Schemas } from '../support/http.js';

type Post = Schemas['Post'];
type Revision = Schemas['RevisionDetail'];

describe('rounds of review', () => {
  let api: TestApi;
  let editor: TestMember;
  let manager: TestMember;
  let channelId: string;

  beforeAll(async () => {
    api = await startApi();
    editor = await buildMember(api, 'editor');
    const { organisation } = editor;
    manager = await buildMember(api, 'manager', { organisation, scopes: ['read', 'write', 'approve'] });
    channelId = (await buildChannel(api, organisation, 'facebook')).id;
  });

  afterAll(() => api?.close());

  const submitted = async (): Promise<string> => {
    const { id } = await buildPost(editor, { text: 'Une première version.', channelIds: [channelId] });
    await editor.http.post(`/api/v1/posts/${id}/submit`, {});
    return id;
  };
  const revisions = async (id: string): Promise<Revision[]> =>
    (await manager.http.get<{ items: Revision[] }>(`/api/v1/posts/${id}/revisions`)).body.items;

  it('tell who took a version out of review, how and when', async () => {
    const edited = await submitted();
    expect((await revisions(edited))[0]?.left).toBeNull();
    await editor.http.patch(`/api/v1/posts/${edited}`, { text: 'Une autre.' });
    const [edit] = await revisions(edited);
    expect(edit).toMatchObject({
      state: 'superseded',
      left: { how: 'withdrawn', by: expect.stringMatching(/^editor/) },
    });

    const cancelled = await submitted();
    await manager.http.post(`/api/v1/posts/${cancelled}/cancel`, {});
    expect((await revisions(cancelled))[0]?.left).toMatchObject({
      how: 'cancelled',
      by: expect.stringMatching(/^manager/),
    });
  });

  it('take no request for changes about a version that is no longer under review', async () => {
    const id = await submitted();
    const read = (await manager.http.get<Post>(`/api/v1/posts/${id}`)).body.revision?.hash;
    await editor.http.patch(`/api/v1/posts/${id}`, { text: 'Déjà corrigé.' });
    await editor.http.post(`/api/v1/posts/${id}/submit`, {});
    const about = (revisionHash: string | undefined) =>
      manager.http.post(`/api/v1/posts/${id}/request-changes`, { note: 'À corriger.', revisionHash });
    expect(await about(read)).toMatchObject({ status: 409, body: { code: 'not_under_review' } });
    const now = (await manager.http.get<Post>(`/api/v1/posts/${id}`)).body.revision?.hash;
    expect((await about(now)).status).toBe(200);
  });
});
