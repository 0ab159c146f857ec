import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdir } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import sharp from 'sharp';
import { startApi, type TestApi } from '../../../test/support/api.js';
import { buildMember, type TestMember } from '../../../test/support/factories.js';
import type { Problem, Schemas } from '../../../test/support/http.js';

let api: TestApi;
let editor: TestMember;
let site: Server;
let origin: string;
beforeAll(async () => {
  const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#c33' } })
    .png()
    .toBuffer();
  site = createServer((req, res) => {
    if (req.url === '/page') {
      res.writeHead(200, { 'content-type': 'text/html' }).end('<title>Up café</title>');
    } else if (req.url === '/cut.png') {
      res.writeHead(200).end(picture.subarray(0, picture.length - 20));
    } else {
      res.writeHead(200, { 'content-type': 'text/plain' }).end(picture);
    }
  });
  await new Promise<void>((done) => site.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  api = await startApi({ OUTBOUND_ALLOW: '127.0.0.1' });
  editor = await buildMember(api, 'editor');
});
afterAll(async () => {
  await api.close();
  site.closeAllConnections();
  await new Promise((done) => site.close(done));
});

const importFrom = <T = Problem>(url: string) => editor.http.post<T>('/api/v1/media/import', { url });

describe('media from an address', () => {
  it('keeps what is there as if it had been uploaded', async () => {
    const url = `${origin}/photos/caf%C3%A9.png?size=large`;
    const answer = await editor.http.post<Schemas['Media']>('/api/v1/media/import', {
      url,
      altText: 'Le café',
    });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      kind: 'image',
      mime: 'image/png',
      name: 'café.png',
      width: 40,
      height: 30,
      altText: 'Le café',
    });
    expect((await importFrom<Schemas['Media']>(`${origin}/again`)).body.id).toBe(answer.body.id);
  });

  it('refuses what is no picture, what is damaged, and what leads inside, and leaves nothing behind', async () => {
    expect((await importFrom(`${origin}/page`)).body.code).toBe('unsupported_media_type');
    expect((await importFrom(`${origin}/cut.png`)).body.code).toBe('media_unreadable');
    expect((await importFrom('http://169.254.169.254/latest/')).body.code).toBe('address_refused');
    expect((await importFrom('http://127.0.0.2/')).body.code).toBe('address_refused');
    expect(await readdir(join(api.config.LINEUP_HOME, 'media', 'incoming'))).toEqual([]);
  });

  it('reads the card of a link for editors only', async () => {
    const path = `/api/v1/link-preview?url=${encodeURIComponent(`${origin}/page`)}`;
    expect((await editor.http.get(path)).body).toMatchObject({ title: 'Up café', description: null });
    const viewer = await buildMember(api, 'viewer');
    expect((await viewer.http.get(path)).status).toBe(403);
  });

  it('keeps a focal point, whole or not at all, until it is taken back', async () => {
    const { body } = await importFrom<Schemas['Media']>(`${origin}/again`);
    const change = (focus: unknown) =>
      editor.http.patch<Schemas['Media']>(`/api/v1/media/${body.id}`, { focus });
    expect((await change({ x: 0.25, y: 1 })).body).toMatchObject({
      focus: { x: 0.25, y: 1 },
      altText: body.altText,
    });
    for (const wrong of [{ x: 1.1, y: 0 }, { x: 0.5 }, 'middle']) {
      expect((await change(wrong)).status).toBe(422);
    }
    expect((await change(null)).body.focus).toBeNull();
  });
});
