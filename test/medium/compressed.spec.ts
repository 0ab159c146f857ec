import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import express from 'express';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { noSuchFile, precompressed } from '../../apps/api/src/precompressed.js';
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
  return { status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks) };
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
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': expect.stringContaining('javascript'),
    });
  });

  it.each([
    ['br;q=0, gzip', 'gzip'],
    ['br;q=0', undefined],
    ['*', 'br'],
    ['identity', undefined],
    ['zstd', undefined],
  ])('to whoever reads %s are encoded as %s', async (accepted, encoding) => {
    const page = await raw('/', {});
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(page.body.toString())?.[1] ?? '';
    const { headers } = await raw(script, { 'accept-encoding': accepted });
    expect(headers['content-encoding']).toBe(encoding);
  });

  it.each([
    ['bytes=-5', 206, 5],
    ['items=0-1', 200, null],
    ['bytes=0-99999999999999999999', 206, null],
  ])('in part, as %s asks, are whole answers (%i)', async (range, status, length) => {
    const page = await raw('/', {});
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(page.body.toString())?.[1] ?? '';
    const whole = await raw(script, {});
    const part = await raw(script, { range });
    expect(part.status).toBe(status);
    expect(part.body.equals(whole.body.subarray(length === null ? 0 : -length))).toBe(true);
  });

  it('in no part, as a range from its end to its begin asks, hung or broke off', async () => {
    const page = await raw('/', {});
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(page.body.toString())?.[1] ?? '';
    expect((await raw(script, { range: 'bytes=9-2' })).status).toBe(416);
  });

  it('of files that a rebuild took away meanwhile ended the process: they are not found', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lineup-assets-'));
    for (const name of ['a.js', 'a.js.br']) writeFileSync(join(folder, name), 'x'.repeat(2000));
    const server = express().use('/assets', precompressed(folder), express.static(folder), noSuchFile);
    rmSync(folder, { recursive: true });
    mkdirSync(folder);
    const http = server.listen(0, '127.0.0.1');
    await once(http, 'listening');
    const { port } = http.address() as AddressInfo;
    const answer = await fetch(`http://127.0.0.1:${port}/assets/a.js`, {
      headers: { 'accept-encoding': 'br' },
    });
    expect([answer.status, answer.headers.get('content-encoding')]).toEqual([404, null]);
    http.close();
    rmSync(folder, { recursive: true });
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
      const { status, headers, body } = await raw(path, { accept: 'text/html' });
      expect(path.startsWith('/assets/none') ? status : 404).toBe(404);
      expect(headers['cache-control'] ?? '').not.toContain('immutable');
      expect(body.toString()).not.toContain('"dependencies"');
    },
  );
});
