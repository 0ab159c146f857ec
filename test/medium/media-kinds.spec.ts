import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { startApi, type TestApi } from '../support/api.js';
import { buildChannel, buildMember, buildPost, signIn, type TestMember } from '../support/factories.js';
import type { Problem, Schemas } from '../support/http.js';
import { gif } from '../support/media/hostile-pictures.js';
import { cookieOf } from '../support/http.js';

let api: TestApi;
let editor: TestMember;
beforeAll(async () => {
  api = await startApi();
  editor = await buildMember(api, 'editor');
});
afterAll(() => api.close());

async function upload(bytes: Buffer, name: string) {
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(bytes)]), name);
  return editor.http.send<Schemas['Media'] & Problem>('POST', '/api/v1/media', form);
}
const sample = (name: string): Buffer => readFileSync(`test/support/media/${name}`);
const branded = (name: string, brand: string): Buffer => {
  const bytes = sample(name);
  bytes.write(brand, 8, 'latin1');
  return bytes;
};
/** The bytes at an address, as a browser gets them. */
async function shown(url: string): Promise<{ type: string | null; bytes: Buffer }> {
  const http = await signIn(api, editor);
  const { status, headers } = await http.get(url);
  expect(status).toBe(200);
  const answer = await api.anyone.post('/api/auth/sign-in/email', {
    email: editor.email,
    password: editor.password,
  });
  const cookie = cookieOf(answer.headers);
  const response = await fetch(new URL(url, api.url), { headers: { cookie } });
  return { type: headers.get('content-type'), bytes: Buffer.from(await response.arrayBuffer()) };
}

describe('what phones and designers send is taken', () => {
  it('a HEIC, which browsers get as something that they show', async () => {
    const original = sample('photo.heic');
    const { status, body } = await upload(original, 'IMG_0001.HEIC');
    expect([status, body]).toMatchObject([
      201,
      { mime: 'image/heic', width: 320, height: 240, frames: null },
    ]);
    const seen = await shown(body.url);
    expect(seen.type).toBe('image/jpeg');
    expect(await sharp(seen.bytes).metadata()).toMatchObject({ format: 'jpeg', width: 320, height: 240 });
    const small = await shown(body.thumbnailUrl ?? '');
    expect(await sharp(small.bytes).metadata()).toMatchObject({ format: 'webp', width: 320 });
    const kept = await shown(`/api/v1/media/${body.id}/content`);
    expect([kept.type, kept.bytes.equals(original)]).toEqual(['image/heic', true]);
  });

  it.each(['webp', 'avif', 'gif'] as const)('a picture as %s', async (format) => {
    const bytes = await sharp({ create: { width: 500, height: 400, channels: 3, background: '#369' } })
      .toFormat(format)
      .toBuffer();
    const { status, body } = await upload(bytes, `picture.${format}`);
    const facts = { mime: `image/${format}`, width: 500, height: 400, frames: null };
    expect([status, body]).toMatchObject([201, facts]);
    expect((await sharp((await shown(body.thumbnailUrl ?? '')).bytes).metadata()).width).toBe(480);
  });

  it.each([
    ['qt  ', 'clip.MOV', 'video/quicktime'],
    ['M4V ', 'clip.m4v', 'video/x-m4v'],
  ])('a film whose brand is %j', async (brand, name, mime) => {
    const { status, body } = await upload(branded('clip.mp4', brand), name);
    expect([status, body]).toMatchObject([
      201,
      { kind: 'video', mime, durationMs: 4_000, video: { codec: 'avc' } },
    ]);
  });

  it('an animation, which a post may show where it moves, and which the others refuse in words', async () => {
    const { status, body } = await upload(gif(400, 400, 6), 'moving.gif');
    expect([status, body]).toMatchObject([201, { mime: 'image/gif', frames: 6 }]);
    const [facebook, linkedin] = [
      await buildChannel(api, editor.organisation, 'facebook'),
      await buildChannel(api, editor.organisation, 'linkedin'),
    ];
    const post = await buildPost(editor, {
      text: 'It moves.',
      channelIds: [facebook.id, linkedin.id],
      mediaIds: [body.id],
    });
    const { problems } = (await editor.http.get<Schemas['Post']>(`/api/v1/posts/${post.id}`)).body;
    const errors = problems.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ channelId, code }) => [channelId, code])).toEqual([[facebook.id, 'image_animated']]);
    expect(errors[0]?.message).toBe(
      'Facebook does not show animated pictures. Choose a still picture, or a video.',
    );
  });

  it.each([
    ['clip.mp4', 'a.mp4', 'Content of another name'],
    ['photo.heic', 'a.jpg', 'A phone that lies'],
  ])('%s by its content, whatever its name says', async (file, name) => {
    const { body } = await upload(Buffer.concat([sample(file), Buffer.alloc(8)]), name);
    expect(body.mime).toBe(file.endsWith('mp4') ? 'video/mp4' : 'image/heic');
  });
});
