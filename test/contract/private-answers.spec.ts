import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type TestApi } from '../support/api.js';
import { buildMember, buildPost, type TestMember } from '../support/factories.js';

describe('answers of the API', () => {
  let api: TestApi;
  let editor: TestMember;

  beforeAll(async () => {
    api = await startApi();
    editor = await buildMember(api, 'editor');
  });
  afterAll(() => api?.close());

  it('are kept by no browser: the next person at the same machine may do other things', async () => {
    const { id } = await buildPost(editor);
    const post = await editor.http.get(`/api/v1/posts/${id}`);
    expect(post.headers.get('etag')).toBe('"1"');
    expect(post.headers.get('cache-control')).toBe('no-store');
    expect((await editor.http.get('/api/v1/me')).headers.get('cache-control')).toBe('no-store');
  });
});
