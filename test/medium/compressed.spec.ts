import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { resolve } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { startApi, type TestApi } from '../support/api.js';
import { buildMember } from '../support/factories.js';
import { cookieOf } from '../support/http.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({}, { webFolder: resolve('dist/apps/web') });
});
afterAll(() => api?.close());

/** As it came over the line, which `fetch` would unpack. */
async function raw(path: string, headers: Record<string, string>) {
  const request = get(`${api.url}${path}`, { headers });
  const [answer] = (await once(request, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  // Live events do not end: their first bytes are enough.
  if (headers['accept'] !== 'text/event-stream') {
    for await (const chunk of answer) chunks.push(chunk as Buffer);
  }
  request.destroy();
  return { headers: answer.headers, body: Buffer.concat(chunks) };
}

describe('answers', () => {
  it('weighed 1.5 MB at the first load: scripts come as the build compressed them, kept for ever', async () => {
    const page = await raw('/', {});
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(page.body.toString())?.[1] ?? '';
    const plain = await raw(script, {});
    const br = await raw(script, { 'accept-encoding': 'gzip, deflate, br' });
    const gzip = await raw(script, { 'accept-encoding': 'gzip' });
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect([br.headers['content-encoding'], gzip.headers['content-encoding']]).toEqual(['br', 'gzip']);
    expect(brotliDecompressSync(br.body).equals(plain.body)).toBe(true);
    expect(gunzipSync(gzip.body).equals(plain.body)).toBe(true);
    expect(br.body.length / plain.body.length).toBeLessThan(0.35);
    expect(br.headers).toMatchObject({
      vary: 'Accept-Encoding',
      'cache-control': 'public,max-age=31536000,immutable',
      'content-type': expect.stringContaining('javascript'),
    });
  });

  it('of the API are compressed where they are long, and told apart by whoever keeps them', async () => {
    const long = await raw('/api/openapi.json', { 'accept-encoding': 'br' });
    expect(long.headers['content-encoding']).toBe('br');
    expect(long.headers['vary']).toContain('Accept-Encoding');
    expect(JSON.parse(brotliDecompressSync(long.body).toString())).toHaveProperty('openapi');
    const short = await raw('/api/v1/me', { 'accept-encoding': 'br' });
    expect(short.headers['content-encoding']).toBeUndefined();
  });

  it('that go on for ever are sent as they come', async () => {
    const { email, password } = await buildMember(api, 'viewer');
    const { headers } = await api.anyone.post('/api/auth/sign-in/email', { email, password });
    const live = await raw('/api/v1/events', {
      accept: 'text/event-stream',
      'accept-encoding': 'br',
      cookie: cookieOf(headers),
    });
    expect(live.headers['content-type']).toContain('text/event-stream');
    expect(live.headers['content-encoding']).toBeUndefined();
  });

  it.each(['/assets/none.js', '/assets/../../package.json', '/assets/%2e%2e/index.html'])(
    'at %s are not a file from elsewhere',
    async (path) => {
      const { headers, body } = await raw(path, { accept: 'application/json' });
      expect(headers['cache-control'] ?? '').not.toContain('immutable');
      expect(body.toString()).not.toContain('"dependencies"');
    },
  );
});
