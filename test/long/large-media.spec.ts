import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from '#lib/database';
import type { Platform } from '#lib/platforms';
import { startApi, type TestApi } from '../support/api.js';
import { buildMember, type TestMember } from '../support/factories.js';
import { cookieOf, httpClient } from '../support/http.js';
import { statusOf, TestProcess } from '../support/processes.js';
import { startS3 } from '../support/s3.js';

/** Bytes; twice what a process may grow by while it passes them on, so that holding them would show. */
const LARGE = 200_000_000;
const MOST_MB = 100;
const LINKEDIN_PART = 4_194_304;

jest.setTimeout(120_000);

/** LinkedIn cuts a file into parts of 4 MiB. */
const linkedinParts = (origin: string) =>
  Array.from({ length: Math.ceil(LARGE / LINKEDIN_PART) }, (_, index) => ({
    uploadUrl: `${origin}/part`,
    firstByte: index * LINKEDIN_PART,
    lastByte: Math.min(LARGE, (index + 1) * LINKEDIN_PART) - 1,
  }));

/** A network that takes every upload and only counts it. */
function startCounter(): { server: Server; received: () => number; origin: () => string } {
  let received = 0;
  const origin = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const answerTo = (method: string, path: string, range: string): [number, object] => {
    if (path.includes('creator_info')) {
      return [200, { data: { privacy_level_options: ['SELF_ONLY'] }, error: { code: 'ok' } }];
    }
    if (path.includes('/video/init/')) {
      return [200, { data: { publish_id: 'p', upload_url: `${origin()}/put` }, error: { code: 'ok' } }];
    }
    if (path.includes('/videos?action=initializeUpload')) {
      return [
        200,
        { value: { video: 'urn:li:video:1', uploadToken: '', uploadInstructions: linkedinParts(origin()) } },
      ];
    }
    if (path === '/rest/posts') return [201, {}];
    if (path.includes('/rest/videos')) return [200, { status: 'AVAILABLE' }];
    if (path === '/part') return [200, {}];
    if (path === '/put') return [range.includes(`-${LARGE - 1}/`) ? 201 : 206, {}];
    if (path.endsWith('/video_reels')) {
      return [200, { success: true, video_id: '55', upload_url: `${origin()}/up` }];
    }
    return method === 'GET'
      ? [200, { id: '55', status: { video_status: received > 0 ? 'ready' : 'uploading' } }]
      : [200, { success: true }];
  };
  const server = createServer((req, res) => {
    const upload = ['/put', '/up', '/part'].includes(req.url ?? '');
    req.on('data', (chunk: Buffer) => {
      if (upload) received += chunk.length;
    });
    req.on('end', () => {
      const [status, body] = answerTo(req.method ?? '', req.url ?? '', String(req.headers['content-range']));
      res
        .writeHead(status, { 'content-type': 'application/json', etag: 'e', 'x-restli-id': 'urn:li:share:1' })
        .end(JSON.stringify(body));
    });
  });
  return { server, received: () => received, origin };
}

describe('a large video', () => {
  let home: string;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'lineup-large-'));
    const folder = join(home, 'media', 'organisation', 'la');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'large'), '');
    await truncate(join(folder, 'large'), LARGE);
  });
  afterAll(() => rm(home, { recursive: true, force: true }));

  it.each<Platform>(['facebook', 'linkedin', 'tiktok'])(
    'goes to %s without sitting in memory',
    async (platform) => {
      const counter = startCounter();
      await new Promise<void>((done) => counter.server.listen(0, '127.0.0.1', done));
      const args = [platform, counter.origin(), home, String(LARGE)];
      const child = new TestProcess('test/support/large-upload.mjs', args, {});
      const code = await child.exited;
      counter.server.closeAllConnections();
      await new Promise((done) => counter.server.close(done));
      expect([code, child.output]).toEqual([0, expect.stringMatching(/^\{"grownMb":\d+\}\n$/)]);
      expect(counter.received()).toBe(LARGE);
      expect((JSON.parse(child.output) as { grownMb: number }).grownMb).toBeLessThan(MOST_MB);
    },
  );

  /** What a process holds in memory now, as every system's `ps` tells it. */
  const heldMb = async (pid: number): Promise<number> => {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
    return Number(stdout) / 1_024;
  };

  /** The most it holds while something else goes on. */
  async function mostMb(pid: number, during: Promise<unknown>): Promise<number> {
    let [most, over] = [0, false];
    const done = during.finally(() => (over = true));
    while (!over) {
      most = Math.max(most, await heldMb(pid));
      await Promise.race([done, sleep(30)]);
    }
    await done;
    return most;
  }

  it.each(['disk', 'a bucket'])('is uploaded to %s without sitting in memory', async (place) => {
    const s3 = place === 'disk' ? null : await startS3();
    const api: TestApi = await startApi();
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const child = new TestProcess('dist/apps/api/src/main.js', [], {
      NODE_ENV: 'test',
      LOG_LEVEL: 'error',
      PORT: String(port),
      DATABASE_URL: api.database.url,
      LINEUP_HOME: api.config.LINEUP_HOME,
      LINEUP_SECRET: api.config.LINEUP_SECRET.reveal(),
      ...s3?.env,
    });
    try {
      const editor = await buildMember({ ...api, url }, 'editor');
      await child.until('the api', async () =>
        (await statusOf(`${url}/api/health`)) === null ? null : true,
      );
      const pid = child.child.pid ?? 0;
      const sending = send(`${url}/api/v1/media`, await sessionOf(url, editor), await largeClip(home));
      const before = await heldMb(pid);
      expect((await mostMb(pid, sending)) - before).toBeLessThan(MOST_MB);
      expect(await sending).toMatchObject({ kind: 'video', bytes: LARGE, durationMs: 4_000 });
    } finally {
      await child.stop();
      await api.close();
      await s3?.stop();
    }
  });
});

/** The clip, made longer by a `free` box, which players skip; sparse. */
async function largeClip(folder: string): Promise<string> {
  const file = join(folder, 'large.mp4');
  const clip = await readFile(new URL('../support/media/clip.mp4', import.meta.url));
  const free = Buffer.alloc(8);
  free.writeUInt32BE(LARGE - clip.length, 0);
  free.write('free', 4);
  await writeFile(file, Buffer.concat([clip, free]));
  await truncate(file, LARGE);
  return file;
}

async function sessionOf(url: string, { email, password }: TestMember): Promise<string> {
  const answer = await httpClient(url).post('/api/auth/sign-in/email', { email, password });
  return cookieOf(answer.headers);
}

/** Uploads a file as a form, from disk, without holding it here either. */
async function send(url: string, cookie: string, file: string): Promise<unknown> {
  const headers = { cookie, 'content-type': 'multipart/form-data; boundary=b' };
  const sent = request(url, { method: 'POST', headers });
  sent.write('--b\r\nContent-Disposition: form-data; name="file"; filename="a.mp4"\r\n');
  sent.write('Content-Type: video/mp4\r\n\r\n');
  const answered = once(sent, 'response') as Promise<[AsyncIterable<Buffer>]>;
  for await (const piece of createReadStream(file, { highWaterMark: 1_000_000 })) {
    if (!sent.write(piece)) await once(sent, 'drain');
  }
  sent.end('\r\n--b--\r\n');
  let text = '';
  for await (const chunk of (await answered)[0]) text += chunk.toString();
  return JSON.parse(text);
}
