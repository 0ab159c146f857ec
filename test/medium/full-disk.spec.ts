import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import sharp from 'sharp';
import { startApi, type TestApi } from '../support/api.js';
import { type ApiProcess, startApiProcess } from '../support/api-process.js';
import { buildMember } from '../support/factories.js';
import { cookieOf, httpClient, type Problem } from '../support/http.js';
import { makeSmallDisk, type SmallDisk } from '../support/small-disk.js';
import { until } from '../support/until.js';

let [disk, fixtures, api, cookie] = [] as unknown as [SmallDisk, TestApi, ApiProcess, string];
let pid: number;
beforeAll(async () => {
  disk = makeSmallDisk();
  fixtures = await startApi();
  const { email, password } = await buildMember(fixtures, 'editor');
  cookie = cookieOf((await fixtures.anyone.post('/api/auth/sign-in/email', { email, password })).headers);
  api = await startApiProcess(fixtures, { LINEUP_HOME: disk.home });
  pid = api.process.child.pid ?? 0;
});
afterAll(async () => {
  await api?.process.stop();
  await fixtures?.close();
  disk?.close();
});

/** A picture of some megabytes. */
const picture = (): Promise<Buffer> =>
  sharp({ create: { width: 1_000, height: 1_000, channels: 3, background: '#336699' } })
    .png({ compressionLevel: 0 })
    .toBuffer();

/** Sends a picture, and does something when half of it was taken. */
async function upload(
  bytes: Buffer,
  halfway: () => Promise<void>,
): Promise<{ status: number; body: Problem; type: string }> {
  const head = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n';
  const body = Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--b--\r\n')]);
  const headers = {
    cookie,
    'content-type': 'multipart/form-data; boundary=b',
    'content-length': body.length,
  };
  const sending = request(`${api.origin}/api/v1/media`, { method: 'POST', headers });
  const answered = new Promise<{ status: number; body: Problem; type: string }>((resolve, reject) => {
    sending.on('error', reject);
    sending.on('response', (answer) => {
      let text = '';
      answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          body: JSON.parse(text) as Problem,
          type: answer.headers['content-type'] ?? '',
        }),
      );
    });
  });
  sending.write(body.subarray(0, body.length / 2));
  await halfway();
  sending.end(body.subarray(body.length / 2));
  return answered;
}

const incoming = (): string => join(disk.home, 'media', 'incoming');
const arriving = async (): Promise<string[]> => (existsSync(incoming()) ? await readdir(incoming()) : []);
/** All files that are kept, without those that arrive. */
const kept = async (): Promise<string[]> =>
  (await readdir(join(disk.home, 'media'), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);

describe('a disk that is really full', () => {
  it('is told with 507 in the middle of an upload, of which nothing is left; with room again it is taken', async () => {
    const bytes = await picture();
    const refused = await upload(bytes, async () => {
      await until('its first half', async () => (await arriving()).length === 1);
      disk.fill(pid);
    });
    expect([refused.status, refused.type, refused.body.code]).toEqual([
      507,
      expect.stringContaining('application/problem+json'),
      'storage_full',
    ]);
    expect(await arriving()).toEqual([]);
    expect(await kept()).toEqual([]);
    const { items } = (await httpClient(api.origin, { cookie }).get<{ items: unknown[] }>('/api/v1/media'))
      .body;
    expect(items).toEqual([]);
    disk.free(pid);
    const taken = await upload(bytes, async () => undefined);
    expect(taken.status).toBe(201);
    expect((await kept()).length).toBeGreaterThan(0);
  });
});
