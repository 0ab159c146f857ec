import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PLATFORMS } from '#rules/platforms';
import type { Schemas } from '../support/http.js';
import { startS3, type TestS3 } from '../support/s3.js';
import { countEffects, type TestInstallation, startInstallation } from '../support/installation.js';
import { until } from '../support/until.js';
import { startWorker, type TestWorker } from '../support/worker.js';

jest.setTimeout(60_000);

/** An API and a worker on two machines: each has its own disk, all they share is the database and the bucket. */
describe('media in a bucket', () => {
  let s3: TestS3;
  let installation: TestInstallation;
  let worker: TestWorker;
  let elsewhere: string;
  beforeAll(async () => {
    s3 = await startS3();
    installation = await startInstallation('postgres', s3.env);
    elsewhere = mkdtempSync(join(tmpdir(), 'lineup-elsewhere-'));
    worker = await startWorker({ ...installation.env, LINEUP_HOME: elsewhere });
  });
  afterAll(async () => {
    await worker?.stop();
    await installation?.close();
    await s3?.stop();
    rmSync(elsewhere, { recursive: true, force: true });
  });

  const clip = readFileSync('test/support/media/clip.mp4');
  const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
  /** Of bytes as the client of the tests gives them: as text. */
  const digestOf = (start: number, end: number) =>
    digest(new TextDecoder().decode(clip.subarray(start, end)));

  async function clipId(): Promise<string | undefined> {
    const { body } = await installation.manager.http.get<Schemas['MediaPage']>('/api/v1/media?kind=video');
    return body.items.find(({ name }) => name === 'atelier.mp4')?.id;
  }

  async function stateOf(postId: string): Promise<string | undefined> {
    const { body } = await installation.manager.http.get(`/api/v1/posts/${postId}/publications`);
    return (body as unknown as { items: { state: string }[] }).items[0]?.state;
  }

  it('are published on every network, by upload and by address', async () => {
    const posts = await Promise.all(PLATFORMS.map((platform) => installation.approved(platform)));
    await Promise.all(posts.map(({ postId }) => installation.schedule(postId, 4)));
    for (const { postId, account } of posts) {
      await until(`the post of ${account}`, async () => (await stateOf(postId)) === 'published', 30_000);
      expect(countEffects(installation.sandbox, ['published', 'revealed'])[account]).toBe(1);
    }
    for (const home of [installation.api.config.LINEUP_HOME, elsewhere]) {
      expect(readdirSync(join(home, 'media'))).toEqual(['incoming']);
      expect(readdirSync(join(home, 'media', 'incoming'))).toEqual([]);
    }
  });

  it('are made fit by the worker: a video of a phone reaches Instagram with its index first', async () => {
    const form = new FormData();
    const bytes = readFileSync('test/support/media/clip-index-last.mp4');
    form.append('file', new Blob([new Uint8Array(bytes)]), 'phone.mp4');
    const { body } = await installation.manager.http.send<Schemas['Media']>('POST', '/api/v1/media', form);
    expect(body.video).toEqual({
      codec: 'avc',
      audioCodec: 'aac',
      frameRate: 24,
      fastStart: false,
      located: true,
    });
    const { postId, account } = await installation.approved('instagram', undefined, body.id);
    await installation.schedule(postId, 4);
    await until('the video', async () => (await stateOf(postId)) === 'published', 30_000);
    const [post] = installation.sandbox.control.feed({ platform: 'instagram', account }).items;
    const sent = await fetch(new URL(post?.media[0]?.url ?? '', installation.sandbox.origin));
    const file = Buffer.from(await sent.arrayBuffer());
    expect(file.indexOf('moov')).toBeLessThan(file.indexOf('mdat'));
    expect(bytes.indexOf('moov')).toBeGreaterThan(bytes.indexOf('mdat'));
  });

  it('keep a worker with a wrong secret from starting, which says so', async () => {
    const wrong = { ...installation.env, LINEUP_HOME: elsewhere, S3_SECRET_ACCESS_KEY: 'not-the-secret' };
    await expect(startWorker(wrong)).rejects.toThrow(/S3_SECRET_ACCESS_KEY is not the secret of/);
  });

  it('are served whole, in part and by their head alone', async () => {
    const path = `/api/v1/media/${await clipId()}/content`;
    const get = async (method: string, headers: Record<string, string> = {}) => {
      const answer = await installation.manager.http.send<string>(method, path, undefined, headers);
      return [answer.status, answer.headers.get('content-range'), digest(answer.body)];
    };
    expect(await get('GET')).toEqual([200, null, digestOf(0, clip.length)]);
    const part = `bytes 100-199/${clip.length}`;
    expect(await get('GET', { range: 'bytes=100-199' })).toEqual([206, part, digestOf(100, 200)]);
    expect(await get('HEAD', { range: 'bytes=100-199' })).toEqual([206, part, digest('')]);
    const beyond = await get('GET', { range: `bytes=${clip.length}-` });
    expect(beyond.slice(0, 2)).toEqual([416, `bytes */${clip.length}`]);
  });
});
