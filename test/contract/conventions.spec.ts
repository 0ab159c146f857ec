import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '#lib/database';
import { startApi, type TestApi } from '../support/api.js';
import { buildMember, buildPost, signIn, type TestMember } from '../support/factories.js';
import type { Answer, Problem, Schemas } from '../support/http.js';

let api: TestApi;
let editor: TestMember;
beforeAll(async () => {
  api = await startApi();
  editor = await buildMember(api, 'editor');
});
afterAll(() => api.close());

function expectProblem(answer: Answer<Problem>, status: number, code: string): void {
  expect([answer.status, answer.body.code]).toEqual([status, code]);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(answer.body).toMatchObject({
    type: expect.stringMatching(new RegExp(`${code}$`)),
    title: expect.any(String),
    status,
    detail: expect.any(String),
  });
}

const json = { 'content-type': 'application/json' };
const upload = (content: string | Uint8Array<ArrayBuffer>, name: string, type: string) => {
  const form = new FormData();
  form.set('file', new Blob([content], { type }), name);
  return editor.http.send('POST', '/api/v1/media', form);
};

describe('problems', () => {
  it('a body that is no JSON gets 400', async () => {
    expectProblem(await editor.http.send('POST', '/api/v1/posts', '{"title":', json), 400, 'invalid_json');
  });

  it('a body that is too large gets 413', async () => {
    const body = JSON.stringify({ text: 'x'.repeat(3_000_000) });
    expectProblem(await editor.http.send('POST', '/api/v1/posts', body, json), 413, 'too_large');
  });

  it('invalid input gets 422 that lists everything, in the reader’s language', async () => {
    const wrong = { title: 'x'.repeat(201), channelIds: ['no-id'], surprise: true };
    const english = await editor.http.post('/api/v1/posts', wrong);
    expectProblem(english, 422, 'invalid_input');
    expect(english.body.errors?.map(({ path }) => path).sort()).toEqual([
      'channelIds.0',
      'surprise',
      'title',
    ]);
    expect(english.body.errors?.find(({ path }) => path === 'title')).toMatchObject({ limit: 200 });
    const french = await editor.http.post('/api/v1/posts', wrong, { 'accept-language': 'fr-FR,fr;q=0.9' });
    expect(french.body.title).not.toBe(english.body.title);
    expect(french.body.errors?.map(({ code }) => code)).toEqual(english.body.errors?.map(({ code }) => code));
  });

  it('ids that are not the organisation’s are named by their path', async () => {
    const unknown = '01890000-0000-7000-8000-000000000000';
    const answer = await editor.http.post('/api/v1/posts', { channelIds: [unknown], formatId: unknown });
    expectProblem(answer, 422, 'invalid_input');
    expect(answer.body.errors?.map(({ path, code }) => [path, code])).toEqual([
      ['channelIds.0', 'unknown_reference'],
      ['formatId', 'unknown_reference'],
    ]);
  });

  it('an address that names nothing gets 404, whatever the method', async () => {
    expectProblem(await editor.http.get('/api/v1/nothing'), 404, 'not_found');
    expectProblem(await editor.http.post('/api/v1/nothing', {}), 404, 'not_found');
  });

  it('a text with a character that PostgreSQL cannot keep is refused, not a fault', async () => {
    expectProblem(await editor.http.post('/api/v1/posts', { title: 'a\u0000b' }), 422, 'invalid_input');
  });
});

describe('uploads', () => {
  it('of what is neither picture nor video get 415', async () => {
    expectProblem(await upload('just text', 'x.png', 'image/png'), 415, 'unsupported_media_type');
    expectProblem(
      await upload('<svg xmlns="http://www.w3.org/2000/svg"/>', 'x.svg', 'image/svg+xml'),
      415,
      'unsupported_media_type',
    );
  });

  it('without a file get 422', async () => {
    const form = new FormData();
    form.set('altText', 'Nothing here');
    expectProblem(await editor.http.send('POST', '/api/v1/media', form), 422, 'file_missing');
  });

  it('of a picture are measured, kept once, and served only to its organisation', async () => {
    const { default: sharp } = await import('sharp');
    const png = await sharp({ create: { width: 640, height: 480, channels: 3, background: 'teal' } })
      .png()
      .toBuffer();
    const first = await upload(new Uint8Array(png), 'café.png', 'image/png');
    expect([first.status, first.body]).toEqual([
      201,
      expect.objectContaining({
        kind: 'image',
        width: 640,
        height: 480,
        mime: 'image/png',
        bytes: png.length,
      }),
    ]);
    const url = String(first.body.url);
    expect((await editor.http.get(url)).status).toBe(200);
    expect((await api.anyone.get(url)).status).toBe(401);
    expect((await (await buildMember(api, 'admin')).http.get(url)).status).toBe(404);
  });
});

describe('Idempotency-Key', () => {
  const key = (value: string) => ({ 'idempotency-key': value });
  const create = (title: string, value: string, by = editor) =>
    by.http.post<Schemas['Post']>('/api/v1/posts', { title }, key(value));

  it('gives the first answer again to the same key and body', async () => {
    const [first, again] = [await create('once', 'k1'), await create('once', 'k1')];
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
  });

  it('refuses the same key with another body, and does not mix people', async () => {
    await create('one', 'k2');
    const other = await editor.http.post('/api/v1/posts', { title: 'two' }, key('k2'));
    expectProblem(other, 422, 'idempotency_key_reused');
    const colleague = await buildMember(api, 'editor', { organisation: editor.organisation });
    expect((await create('two', 'k2', colleague)).status).toBe(201);
  });

  it('makes one of ten requests that arrive together', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => create('together', 'k3')));
    const made = new Set(answers.filter(({ status }) => status === 201).map(({ body }) => body.id));
    expect(made.size).toBe(1);
    expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true);
  });

  it('may be used again after a refusal', async () => {
    expect((await editor.http.post('/api/v1/posts', { title: 1 }, key('k4'))).status).toBe(422);
    const refused = await editor.http.post(
      '/api/v1/posts',
      { title: 'x', channelIds: ['01890000-0000-7000-8000-000000000000'] },
      key('k5'),
    );
    expect(refused.status).toBe(422);
    expect((await create('fine', 'k4')).status).toBe(201);
    expect((await create('fine', 'k5')).status).toBe(201);
  });
});

describe('what is kept of an Idempotency-Key', () => {
  const rows = <T extends object>(sql: string, value: string): Promise<T[]> =>
    api.app.get(Database).query<T>(sql, [value]);

  it('is sealed, and holds no secret: the key is told again, what opens it is not', async () => {
    const create = () =>
      editor.http.post<{ secret: string }>(
        '/api/v1/api-keys',
        { name: 'script', scopes: ['read'] },
        { 'idempotency-key': 'k6' },
      );
    const [first, again] = [await create(), await create()];
    expect(first.body.secret).toMatch(/^lineup_/);
    expect([first.status, again.body]).toEqual([201, { ...first.body, secret: null, secretsWithheld: true }]);
    const kept = await rows<object>('SELECT * FROM idempotency_key WHERE key = $1', 'k6');
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toContain(first.body.secret);
  });

  it('after a crash is nothing, and after a day neither', async () => {
    const create = () => editor.http.post('/api/v1/posts', { title: 'again' }, { 'idempotency-key': 'k7' });
    await create();
    const crashed = `UPDATE idempotency_key SET status = NULL, created_at = now() - $1::interval WHERE key = 'k7'`;
    await rows(crashed, '1 minute');
    expectProblem(await create(), 409, 'idempotency_key_busy');
    await rows(crashed, '3 minutes');
    expect((await create()).headers.get('idempotent-replayed')).toBeNull();
    await rows(`UPDATE idempotency_key SET created_at = now() - interval '25 hours' WHERE key = $1`, 'k6');
    await editor.http.post('/api/v1/posts', { title: 'x' }, { 'idempotency-key': 'k8' });
    expect(await rows('SELECT 1 FROM idempotency_key WHERE key = $1', 'k6')).toEqual([]);
  });
});

describe('lists and versions', () => {
  it('pages through everything once, by cursor', async () => {
    const author = await buildMember(api, 'editor');
    const made = new Set<string>();
    for (let n = 0; n < 7; n++) made.add((await buildPost(author)).id);
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const query: string = cursor ? `&cursor=${cursor}` : '';
      const { body }: Answer<Schemas['PostPage']> = await author.http.get(`/api/v1/posts?limit=3${query}`);
      seen.push(...body.items.map(({ id }) => id));
      cursor = body.nextCursor;
    }
    expect(seen).toHaveLength(7);
    expect(new Set(seen)).toEqual(made);
    expect((await author.http.get('/api/v1/posts?limit=201')).status).toBe(422);
    expect((await author.http.get('/api/v1/posts?cursor=bm90LW91cnM')).status).toBe(422);
    const forged = Buffer.from(JSON.stringify(['yesterday?', 'nobody'])).toString('base64url');
    expectProblem(await author.http.get(`/api/v1/posts?cursor=${forged}`), 422, 'invalid_input');
  });

  it('an If-Match that is no version gets 422', async () => {
    const post = await buildPost(editor);
    const answer = await editor.http.patch(
      `/api/v1/posts/${post.id}`,
      { title: 'x' },
      { 'if-match': 'yesterday' },
    );
    expectProblem(answer, 422, 'if_match_invalid');
  });

  it('of two edits of the same version one wins and the other gets 412', async () => {
    const post = await buildPost(editor);
    const edit = (title: string) =>
      editor.http.patch(`/api/v1/posts/${post.id}`, { title }, { 'if-match': `"${post.version}"` });
    const statuses = (await Promise.all([edit('a'), edit('b'), edit('c')])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 412, 412]);
  });
});

describe('every answer', () => {
  it('carries the security headers and does not say what made it', async () => {
    const { headers } = await editor.http.get('/api/v1/me');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('of sign-in keeps the session out of reach of scripts', async () => {
    const { email, password } = editor;
    const answer = await api.anyone.post('/api/auth/sign-in/email', { email, password });
    const cookie = answer.headers.getSetCookie().find((line) => line.startsWith('lineup.session_token='));
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    await signIn(api, editor);
  });
});
