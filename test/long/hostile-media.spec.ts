import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '#lib/database';
import { startApi, type TestApi } from '../support/api.js';
import { buildMember } from '../support/factories.js';
import type { HttpClient, Problem } from '../support/http.js';
import { type HostileFile, hostileFiles } from '../support/media/hostile.js';
import { statusOf, TestProcess } from '../support/processes.js';
import { until } from '../support/until.js';

jest.setTimeout(240_000);

/** What a neighbour may wait longer because of a file, ms. */
const MOST_MORE_MS = 200;
/** Whoever sends it waits no longer than that, ms. */
const MOST_MS = 25_000;

const ATTEMPTS = 6;

let api: TestApi;
let served: TestProcess;
let sender: HttpClient;
let neighbour: HttpClient;
let files: HostileFile[];
beforeAll(async () => {
  files = await hostileFiles();
  api = await startApi();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  served = new TestProcess('dist/apps/api/src/main.js', [], {
    NODE_ENV: 'test',
    LOG_LEVEL: 'error',
    PORT: String(port),
    DATABASE_URL: api.database.url,
    LINEUP_HOME: api.config.LINEUP_HOME,
    LINEUP_SECRET: api.config.LINEUP_SECRET.reveal(),
    API_REQUESTS_PER_MINUTE: '0',
  });
  await served.until('the api', async () => ((await statusOf(`${url}/api/health`)) === null ? null : true));
  sender = (await buildMember({ ...api, url }, 'editor')).http;
  neighbour = (await buildMember({ ...api, url }, 'viewer')).http;
  for (let warm = 0; warm < 10; warm++) await neighbour.get('/api/v1/me');
});
afterAll(async () => {
  await served?.stop();
  await api?.close();
});

async function send({ name, bytes }: HostileFile) {
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(bytes)]), name);
  const began = performance.now();
  const { status, body } = await sender.send<Problem>('POST', '/api/v1/media', form);
  return { status, code: body.code, tookMs: performance.now() - began };
}

async function timed(): Promise<number> {
  const began = performance.now();
  expect((await neighbour.get('/api/v1/me')).status).toBe(200);
  return performance.now() - began;
}

/** The longest that the neighbour waited while something went on. */
async function longest(during: Promise<unknown>): Promise<number> {
  let over = false;
  const done = during.finally(() => (over = true));
  let most = 0;
  while (!over) most = Math.max(most, await timed());
  await done;
  return most;
}

describe('a file that means no good', () => {
  it('is answered in words, costs a neighbour nothing, and leaves nothing behind', async () => {
    const usual = [await timed(), await timed(), await timed()];
    const allowed = Math.min(...usual) + MOST_MORE_MS;
    const wrong: string[] = [];
    for (const file of files) {
      // Somebody else's work on this machine delays requests too; a file that blocks does so every time, and only it.
      for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
        const sending = send(file);
        const [waited, answer] = [await longest(sending), await sending];
        const right = file.answers.includes(answer.status) && (!file.code || file.code === answer.code);
        if (!right) wrong.push(`${file.name}: ${answer.status} ${answer.code}`);
        if (answer.tookMs > MOST_MS) wrong.push(`${file.name}: answered after ${answer.tookMs} ms`);
        if (waited <= allowed || waited <= MOST_MORE_MS + (await longest(sleep(1_000)))) break;
        if (attempt === ATTEMPTS) wrong.push(`${file.name}: a neighbour waited ${waited} ms`);
      }
    }
    expect(wrong).toEqual([]);
    expect(files.length).toBeGreaterThan(60);
    expect(served.child.exitCode).toBeNull();
    const incoming = join(api.config.LINEUP_HOME, 'media', 'incoming');
    await until('an empty folder', async () => (await readdir(incoming)).length === 0);
  });

  it('of four thousand million samples is refused within two seconds', async () => {
    const bomb = files.find(({ name }) => name.startsWith('a table of four thousand million'));
    const answer = bomb && (await send(bomb));
    expect(answer).toMatchObject({ status: 422, code: 'media_unreadable' });
    expect(answer?.tookMs).toBeLessThan(2_000);
  });

  it('does not keep good files from being taken, many at once', async () => {
    const bad = files.filter(({ answers }) => !answers.includes(201)).slice(0, 12);
    const good = files.find(({ name }) => name === 'with a tail.png');
    const answers = await Promise.all([...bad, ...(good ? [good] : [])].map(send));
    expect(answers.at(-1)?.status).toBe(201);
    expect(new Set(answers.slice(0, -1).map(({ status }) => status))).toEqual(new Set([415, 422]));
  });
});
