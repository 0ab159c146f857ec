import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { request } from 'node:http';
import sharp from 'sharp';
import { startApi, type TestApi } from '../support/api.js';
import { type ApiProcess, startApiProcess } from '../support/api-process.js';
import { buildMember, type TestMember } from '../support/factories.js';
import { cookieOf, type HttpClient, httpClient, type Schemas } from '../support/http.js';
import { statusOf } from '../support/processes.js';
import { type RoundRobin, startRoundRobin } from '../support/round-robin.js';
import { until } from '../support/until.js';

let [fixtures, editor, one, two, proxy, cookie] = [] as unknown as [
  TestApi,
  TestMember,
  ApiProcess,
  ApiProcess,
  RoundRobin,
  string,
];
/** A person's browser, behind the proxy. */
let http: HttpClient;

beforeAll(async () => {
  fixtures = await startApi();
  editor = await buildMember(fixtures, 'editor');
  const { email, password } = editor;
  cookie = cookieOf((await fixtures.anyone.post('/api/auth/sign-in/email', { email, password })).headers);
  const notice = { SHUTDOWN_NOTICE_SECONDS: '1' };
  [one, two] = await Promise.all([startApiProcess(fixtures, notice), startApiProcess(fixtures, notice)]);
  proxy = await startRoundRobin([one.origin, two.origin]);
  http = httpClient(proxy.url, { cookie });
}, 60_000);
afterAll(async () => {
  await proxy?.close();
  await Promise.all([one, two].map((running) => running?.process.stop('SIGKILL')));
  await fixtures?.close();
});

/** An upload whose first half is there, and the rest when somebody says so. */
async function halfAnUpload(origin: string): Promise<{ finish: () => Promise<number> }> {
  const picture = await sharp({ create: { width: 300, height: 300, channels: 3, background: '#204060' } })
    .png({ compressionLevel: 0 })
    .toBuffer();
  const head = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n';
  const body = Buffer.concat([Buffer.from(head), picture, Buffer.from('\r\n--b--\r\n')]);
  const sending = request(`${origin}/api/v1/media`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'multipart/form-data; boundary=b', 'content-length': body.length },
  });
  const answer = new Promise<number>((resolve) => {
    sending.on('response', (got) => resolve(got.resume().statusCode ?? 0));
    sending.on('error', () => resolve(0));
  });
  await new Promise<void>((resolve) => sending.write(body.subarray(0, body.length / 2), () => resolve()));
  return {
    finish: () => {
      sending.end(body.subarray(body.length / 2));
      return answer;
    },
  };
}

/** The live events as the web application keeps them: opened again when they end, and all is read again then. */
class Window {
  readonly seen = new Set<string>();
  readonly answeredBy: string[] = [];
  #closed = false;
  #reading: Promise<void> = Promise.resolve();
  readonly #abort = new AbortController();

  open(): void {
    this.#reading = this.#keep();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#abort.abort();
    await this.#reading;
  }

  async #keep(): Promise<void> {
    while (!this.#closed) {
      try {
        const stream = await fetch(`${proxy.url}/api/v1/events`, {
          headers: { cookie },
          signal: this.#abort.signal,
        });
        if (!stream.ok) throw new Error(`the stream was answered with ${stream.status}`);
        this.answeredBy.push(stream.headers.get('x-answered-by') ?? '');
        const { body } = await http.get<Schemas['PostPage']>('/api/v1/posts?limit=200');
        for (const { id } of body.items) this.seen.add(id);
        const words = new TextDecoder();
        for await (const chunk of stream.body ?? []) {
          for (const [, id = ''] of words.decode(chunk as Uint8Array).matchAll(/"id":"([^"]+)"/gu)) {
            this.seen.add(id);
          }
        }
      } catch (error) {
        if (!this.#closed) throw error;
      }
    }
  }
}

describe('one of two APIs behind a proxy that is told to stop', () => {
  it('loses nothing that is under way: it took no connection any more before its proxy knew', async () => {
    const made: string[] = [];
    const statuses = new Map<number, number>();
    const note = (status: number): void => void statuses.set(status, (statuses.get(status) ?? 0) + 1);
    let busy = true;
    const writing = async (): Promise<void> => {
      while (busy) {
        const created = await http.post<Schemas['Post']>('/api/v1/posts', { title: 'Rolling', text: 'On.' });
        note(created.status);
        if (created.status === 201) made.push(created.body.id);
      }
    };
    const reading = async (): Promise<void> => {
      while (busy) note((await http.get('/api/v1/me')).status);
    };
    const windows = [new Window(), new Window()];
    for (const window of windows) window.open();
    const uploads = await Promise.all([halfAnUpload(one.origin), halfAnUpload(proxy.url)]);
    await until('the windows', () => windows.every(({ answeredBy }) => answeredBy.length === 1));
    // Taking turns, one of them is where it will end.
    expect(new Set(windows.flatMap(({ answeredBy }) => answeredBy)).size).toBe(2);
    const work = Promise.all([writing(), reading(), reading()]);

    const ended = one.process.stop('SIGTERM');
    await until('the proxy to be told', () => !proxy.ready(one.origin));
    const health = await fetch(`${one.origin}/api/health`);
    expect([health.status, ((await health.json()) as { code: string }).code]).toEqual([503, 'restarting']);
    // Whoever came before they knew is answered as ever.
    expect((await fetch(`${one.origin}/api/v1/me`, { headers: { cookie } })).status).toBe(200);
    await until('it to take nobody new', async () => (await statusOf(`${one.origin}/api/health`)) === null);
    expect(await Promise.all(uploads.map((upload) => upload.finish()))).toEqual([201, 201]);
    expect(await ended).toBe(0);
    busy = false;
    await work;

    expect([...statuses.keys()].sort()).toEqual([200, 201]);
    expect(made.length).toBeGreaterThan(3);
    await until('all to be seen', () => windows.every(({ seen }) => made.every((id) => seen.has(id))), 5_000);
    expect(windows.map(({ answeredBy }) => answeredBy.at(-1))).toEqual([two.origin, two.origin]);
    await Promise.all(windows.map((window) => window.close()));
  }, 60_000);
});
