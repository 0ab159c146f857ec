import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { cookieOf } from '../support/http.js';
import {
  type ApprovedPost,
  countEffects,
  type TestInstallation,
  startInstallation,
} from '../support/installation.js';
import { until } from '../support/until.js';
import { openWay, type VanishingWay } from '../support/vanishing.js';
import { startWorker, type TestWorker } from '../support/worker.js';

/** DATABASE_TIMEOUT_SECONDS here; the server's own word is waited for a second longer. */
const LIMIT_S = 1;
/** A connection is waited for, then an answer, and some room. */
const BOUND_MS = 2 * LIMIT_S * 1000 + 1000 + 500;
const SEEN_MS = 5_000;

let way: VanishingWay;
let installation: TestInstallation;
let worker: TestWorker;
/** Made before anything is lost: what else is asked finds connections that nobody missed yet. */
let [due, granted, sent] = [] as unknown as [ApprovedPost[], ApprovedPost, ApprovedPost];
beforeAll(async () => {
  way = await openWay(process.env.TEST_DATABASE_URL ?? '');
  installation = await startInstallation(
    'postgres',
    { DATABASE_TIMEOUT_SECONDS: String(LIMIT_S) },
    { through: way.through },
  );
  due = await Promise.all([1, 2, 3, 4].map(() => installation.approved('facebook')));
  [granted, sent] = [await installation.approved('linkedin'), await installation.approved('facebook')];
  worker = await startWorker(installation.env);
  await until('health', healthy);
}, 60_000);
afterAll(async () => {
  await worker?.stop();
  // Else the database waits for what was lost to be ended by its own limits.
  await way?.close();
  await installation?.close();
});

const healthy = async (): Promise<boolean> =>
  (await installation.api.anyone.get('/api/health')).status === 200;

interface Row {
  id: string;
  state: string;
  stage: string;
  over: boolean;
}
const rowsOf = async (posts: readonly { postId: string }[]): Promise<Row[]> =>
  (
    await installation.database.query<Row>(
      `SELECT id, state, stage, due_at < now() - interval '1 second' AS over FROM publication WHERE post_id = ANY($1)`,
      [posts.map(({ postId }) => postId)],
    )
  ).rows;
const every = async (posts: readonly { postId: string }[], met: (row: Row) => boolean): Promise<boolean> =>
  (await rowsOf(posts)).every(met);
const visible = (): number[] =>
  Object.values(countEffects(installation.sandbox, ['published', 'revealed', 'posted']));

describe('a database that vanishes without a word', () => {
  describe('and the key of a request whose end is in doubt', () => {
    const create = (title: string, key: string) =>
      installation.manager.http.post('/api/v1/posts', { title, text: 'Once.' }, { 'idempotency-key': key });
    const made = async (title: string): Promise<number> =>
      (await installation.database.query('SELECT 1 FROM post WHERE title = $1', [title])).rows.length;
    const code = async (title: string, key: string) => {
      const { status, body } = await create(title, key);
      return [status, body.code ?? null];
    };
    /** As soon as the database is found again, and what it knows is noted. */
    const answered = (title: string, key: string, ...wanted: unknown[]) =>
      until(`${wanted.join(' ')}`, async () => `${await code(title, key)}` === `${wanted}`, 10_000);

    it('says that it was done: it was free after two minutes, and the post made twice', async () => {
      const [title, key] = ['Done in doubt', randomUUID()];
      // By what it writes: the text of a statement that is kept is not sent again.
      way.vanishAfter(title, 'COMMIT');
      expect(await code(title, key)).toEqual([503, 'outcome_unknown']);
      way.back();
      await answered(title, key, 409, 'idempotency_key_done');
      await installation.database.query(
        `UPDATE idempotency_key SET created_at = now() - interval '3 minutes' WHERE key = $1`,
        [key],
      );
      expect(await code(title, key)).toEqual([409, 'idempotency_key_done']);
      expect(await made(title)).toBe(1);
    }, 30_000);

    it('is free once it is known that it was not done: it was taken for two minutes', async () => {
      const [title, key] = ['Undone in doubt', randomUUID()];
      way.vanishBefore(title, 'COMMIT');
      expect(await code(title, key)).toEqual([503, 'outcome_unknown']);
      way.back();
      await answered(title, key, 409, 'idempotency_key_busy');
      await until(
        'the note',
        async () =>
          (
            await installation.database.query(
              'SELECT 1 FROM idempotency_key WHERE key = $1 AND transaction IS NOT NULL',
              [key],
            )
          ).rows.length === 1,
      );
      // While the server waits for more, nobody knows; not even after two minutes.
      await installation.database.query(
        `UPDATE idempotency_key SET created_at = now() - interval '3 minutes' WHERE key = $1`,
        [key],
      );
      expect(await code(title, key)).toEqual([409, 'idempotency_key_busy']);
      await installation.database.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND state = 'idle in transaction'`,
      );
      await answered(title, key, 201, null);
      expect(await made(title)).toBe(1);
    }, 30_000);
  });

  it('is answered with 503 and when to ask again, and told by health: every request hung for minutes', async () => {
    const { http, script, email, password } = installation.admin;
    const asks = [
      () => http.get('/api/v1/posts'),
      () => script.get('/api/v1/me'),
      () => installation.api.anyone.post('/api/auth/sign-in/email', { email, password }),
      () => http.patch('/api/v1/me', { locale: 'en' }),
      () => installation.api.anyone.get('/api/health'),
    ];
    way.vanish('everything');
    const began = performance.now();
    const answers = await Promise.all(
      asks.map(async (ask) => ({ answer: await ask(), ms: performance.now() - began })),
    );
    expect(answers.map(({ answer }) => answer.status)).toEqual(asks.map(() => 503));
    expect(answers.map(({ answer }) => answer.headers.get('retry-after'))).toEqual(asks.map(() => '5'));
    expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(BOUND_MS);
    expect(answers.at(-1)?.ms).toBeLessThan(2_000);
    expect((await installation.api.anyone.get('/api/health/live')).status).toBe(200);
    way.back();
    await until('health', healthy, SEEN_MS + 5_000);
  }, 30_000);

  it('ends live streams once changes are heard again, so that what was missed is read: they stayed open, and deaf', async () => {
    const { email, password } = installation.manager;
    const { headers } = await installation.api.anyone.post('/api/auth/sign-in/email', { email, password });
    const stream = await fetch(`${installation.api.url}/api/v1/events`, {
      headers: { cookie: cookieOf(headers) },
    });
    expect(stream.status).toBe(200);
    way.vanish('everything');
    way.back();
    await stream.text();
    await until('health', healthy);
  }, 20_000);

  it('is found again by workers: what was due meanwhile goes out, once; they waited for a queue that was gone', async () => {
    for (const { postId } of due) await installation.schedule(postId, 3);
    await until('all to be ready', () => every(due, (row) => row.stage === 'armed'));
    const before = visible().length;
    way.vanish('everything');
    await until('their due instant to be over', () => every(due, ({ over }) => over));
    expect(visible()).toHaveLength(before);
    way.back();
    await until('all', () => every(due, (row) => row.state === 'published' && row.stage === 'done'), 20_000);
    expect(Math.max(...visible())).toBe(1);
  }, 60_000);

  it('leaves in doubt what it may have written: a grant whose answer is lost is not asked for again and sent', async () => {
    await worker.stop();
    const [[one], [other]] = [await rowsOf([granted]), await rowsOf([sent])];
    worker = await startWorker({
      ...installation.env,
      LINEUP_FAILPOINT: `before_check@${one?.id},before_outcome@${other?.id}`,
    });
    for (const { postId } of [granted, sent]) await installation.schedule(postId, 2);
    await until('both to be held', () => worker.held.size === 2);
    way.vanish('answers');
    worker.process.kill('SIGUSR2');
    await until('what was written', async () => {
      const [[fired], [settled]] = [await rowsOf([granted]), await rowsOf([sent])];
      return fired?.stage === 'firing' && settled?.stage !== 'firing';
    });
    const effects = countEffects(installation.sandbox, ['posted', 'published', 'revealed']);
    expect([effects[granted.account], effects[sent.account]]).toEqual([undefined, 1]);
    way.back();
    const both = [granted, sent];
    await until(
      'both',
      () => every(both, (row) => row.state === 'published' && row.stage === 'done'),
      30_000,
    );
    expect(Math.max(...visible())).toBe(1);
  }, 60_000);
});
