import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readdir, utimes, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import sharp from 'sharp';
import { startApi, type TestApi } from '../support/api.js';
import { buildMember, type TestMember } from '../support/factories.js';
import type { Problem, Schemas } from '../support/http.js';
import { until } from '../support/until.js';
import { cookieOf } from '../support/http.js';

let api: TestApi;
let editor: TestMember;
const incoming = (): string => join(api.config.LINEUP_HOME, 'media', 'incoming');
const picture = (colour: string, side = 200): Promise<Buffer> =>
  sharp({ create: { width: side, height: side, channels: 3, background: colour } })
    .png()
    .toBuffer();
beforeAll(async () => {
  api = await startApi({ UPLOAD_DAILY_MB_PER_PERSON: '2', UPLOAD_TOTAL_MB_PER_ORGANISATION: '3' });
  editor = await buildMember(api, 'editor');
});
afterAll(() => api.close());

function upload(who: TestMember, bytes: Buffer, name: string, fields: Record<string, string> = {}) {
  const form = new FormData();
  for (const [field, value] of Object.entries(fields)) form.set(field, value);
  form.set('file', new Blob([new Uint8Array(bytes)]), name);
  return who.http.send<Schemas['Media'] & Problem>('POST', '/api/v1/media', form);
}

/** A picture that weighs as much as its pixels. */
const heavy = (kilobytes: number): Promise<Buffer> => {
  const noise = Buffer.from(
    Array.from({ length: kilobytes * 1_000 }, (_, at) => (at * 7_919 + ((at * at) >> 5)) & 255),
  );
  return sharp(noise, { raw: { width: 1_000, height: kilobytes / 3, channels: 3 } })
    .png({ compressionLevel: 0 })
    .toBuffer();
};

describe('what is sent', () => {
  it('keeps its name to the letter, in a header that nothing can break', async () => {
    const bytes = await picture('#102030');
    const { body } = await upload(editor, bytes, 'Été "à" Nîmes 🎉.png');
    expect(body.name).toBe('Été "à" Nîmes 🎉.png');
    const { headers } = await editor.http.get(`/api/v1/media/${body.id}/content`);
    expect(headers.get('content-disposition')).toBe(
      `inline; filename="Ete _a_ Nimes _.png"; filename*=UTF-8''%C3%89t%C3%A9%20%22%C3%A0%22%20N%C3%AEmes%20%F0%9F%8E%89.png`,
    );
  });

  it('is kept by nobody on the way: neither the picture nor the small one', async () => {
    const { body } = await upload(editor, await picture('#102031'), 'private.png');
    for (const url of [body.url, body.thumbnailUrl ?? '']) {
      const { headers } = await editor.http.get(url);
      expect(headers.get('cache-control')).toBe('private, no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    }
  });

  it('is taken with a description that a camera wrote, and refused with one that cannot be kept', async () => {
    const long = await upload(editor, await picture('#102032'), 'a.png', { altText: 'é'.repeat(1_500) });
    expect([long.status, long.body.altText.length]).toEqual([201, 1_000]);
    const nul = await upload(editor, await picture('#102033'), 'a.png', { altText: 'a\0b' });
    expect(nul.status).toBe(422);
    expect((await upload(editor, await picture('#102034'), 'a.png', { establishmentId: 'x' })).status).toBe(
      422,
    );
  });
});

/** A request of one's own making; the status it is answered with, null when the line is closed without one. */
function raw(head: string[], body: string, { end = true } = {}): Promise<number | null> {
  const { hostname, port } = new URL(api.url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString();
      socket.end();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(Number(/^HTTP\/1.1 (\d+)/.exec(text)?.[1]) || null));
    socket.write(
      [`POST /api/v1/media HTTP/1.1`, 'Host: x', 'Connection: close', ...head, '', body].join('\r\n'),
    );
    if (!end) setTimeout(() => socket.destroy(), 200);
  });
}

describe('a form that is none', () => {
  const form = 'Content-Type: multipart/form-data; boundary=b';
  const part = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n';
  const sized = (body: string): string => `Content-Length: ${Buffer.byteLength(body)}`;

  it.each([
    ['breaks off in the middle of a file', form, `${part}half`],
    ['breaks off before its first part', form, '--b'],
    ['has a part without a head', form, '--b\r\n\r\nx\r\n--b--\r\n'],
    ['has a head that is none', form, '--b\r\nContent-Disposition\r\n\r\nx\r\n--b--\r\n'],
    ['names no boundary', 'Content-Type: multipart/form-data', `${part}x\r\n--b--\r\n`],
    ['has another boundary than it says', form, '--c\r\nno\r\n--c--\r\n'],
    ['has two files', form, `${part}x\r\n${part}y\r\n--b--\r\n`],
    ['has its file in another field', form, `${part.replace('"file"', '"other"')}x\r\n--b--\r\n`],
    ['is empty', form, ''],
    [
      'has fields in each other without end',
      form,
      `--b\r\nContent-Disposition: form-data; name="a${'[a]'.repeat(500)}"\r\n\r\nx\r\n--b--\r\n`,
    ],
  ])('and %s is refused in words, and nothing is left of it', async (_, type, body) => {
    const cookie = await sessionOf(editor);
    const status = await raw([type, sized(body), `Cookie: ${cookie}`], body);
    expect([400, 422]).toContain(status);
    expect(await readdir(incoming())).toEqual([]);
  });

  it('and whose sender goes away leaves nothing', async () => {
    const cookie = await sessionOf(editor);
    const head = [form, 'Content-Length: 1000000', `Cookie: ${cookie}`];
    await raw(head, `${part}${'x'.repeat(100_000)}`, { end: false });
    await until('an empty folder', async () => (await readdir(incoming())).length === 0);
  });
});

async function sessionOf({ email, password }: TestMember): Promise<string> {
  const answer = await api.anyone.post('/api/auth/sign-in/email', { email, password });
  return cookieOf(answer.headers);
}

describe('how much is sent', () => {
  it('has an end for a person in a day, told with the limit and when to come back', async () => {
    const first = await buildMember(api, 'editor');
    expect((await upload(first, await heavy(1_500), 'a.png')).status).toBe(201);
    const more = await upload(first, await heavy(720), 'b.png');
    expect([more.status, more.body.code, more.headers.get('retry-after')]).toEqual([
      429,
      'upload_quota_day',
      '3600',
    ]);
    expect(more.body.detail).toContain('2 MB');
    const second = await buildMember(api, 'editor', { organisation: first.organisation });
    expect((await upload(second, await heavy(1_200), 'c.png')).status).toBe(201);
    const third = await buildMember(api, 'editor', { organisation: first.organisation });
    const full = await upload(third, await heavy(600), 'd.png');
    expect([full.status, full.body.code]).toEqual([422, 'upload_quota_total']);
    expect((await upload(editor, await heavy(600), 'e.png')).status).toBe(201);
    expect(await readdir(incoming())).toEqual([]);
  });
});

describe('what nobody finished', () => {
  it('is swept away at the next start, at once when its process is gone, else when it is old', async () => {
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    const { ownName } = await import('../../libs/media/src/incoming/own-name.js');
    const mine = ownName('still-written');
    const [host, , life] = mine.split('.');
    const files = {
      dead: `${host}.${dead}.${life}.a`,
      before: `${host}.${process.pid}.00000000.a`,
      mine,
      old: '0190-of-some-other-time',
      young: '0190-of-another-machine',
    };
    for (const name of Object.values(files)) await writeFile(join(incoming(), name), 'half a file');
    const long = new Date('2020-01-01');
    await utimes(join(incoming(), files.old), long, long);
    const { IncomingSweep } = await import('../../libs/media/src/incoming/incoming-sweep.js');
    expect(await api.app.get(IncomingSweep, { strict: false }).sweep()).toBe(3);
    expect((await readdir(incoming())).sort()).toEqual([files.mine, files.young].sort());
  });
});

describe('a file of the field', () => {
  it('of a hundred megapixels is taken, and small on the screens', async () => {
    const bytes = readFileSync('test/support/media/photo-108-megapixels.png');
    const { status, body } = await upload(editor, bytes, 'phone.png');
    expect([status, body.width, body.height]).toEqual([201, 12_000, 9_000]);
    const thumbnail = await fetch(new URL(body.thumbnailUrl ?? '', api.url), {
      headers: { cookie: await sessionOf(editor) },
    });
    expect((await sharp(Buffer.from(await thumbnail.arrayBuffer())).metadata()).width).toBe(480);
  });
});
