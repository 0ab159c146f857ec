import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { type OwnServer, startRedis } from '../support/servers.js';
import {
  type ApprovedPost,
  countEffects,
  startInstallation,
  type TestInstallation,
} from '../support/installation.js';
import { until } from '../support/until.js';
import { openWay, type VanishingWay } from '../support/vanishing.js';
import { startWorker, type TestWorker } from '../support/worker.js';

/** What a person is promised: a loss is told within five seconds, and what is due goes out within its second. */
const [SEEN_MS, SECOND_MS] = [5_000, 1_000];
/** A worker that is asked to stop ends within this: supervisors kill after ten seconds. */
const STOPPED_MS = 8_000;

let [redis, other] = [] as unknown as [OwnServer, OwnServer];
let [way, workersWay] = [] as unknown as [VanishingWay, VanishingWay];
let installation: TestInstallation;
let worker: TestWorker;
/** Posts on networks whose calls are counted in Redis, and on others. */
const posts: ApprovedPost[] = [];
beforeAll(async () => {
  [redis, other] = await Promise.all([startRedis(), startRedis()]);
  [way, workersWay] = [await openWay(redis.url), await openWay(redis.url)];
  const REDIS_URL = way.through(redis.url);
  installation = await startInstallation('redis', { REDIS_URL }, { redis: redis.url });
  for (const platform of ['instagram', 'facebook', 'tiktok', 'linkedin'] as const) {
    posts.push(...(await Promise.all([1, 2, 3, 4].map(() => installation.approved(platform)))));
  }
  worker = await startWorker({ ...installation.env, REDIS_URL: workersWay.through(redis.url) });
  await until('health', healthy);
}, 60_000);
afterAll(async () => {
  await worker?.stop();
  await installation?.close();
  await Promise.all([way?.close(), workersWay?.close()]);
  await Promise.all([redis?.stop(), other?.stop()]);
});

const healthy = async (): Promise<boolean> =>
  (await installation.api.anyone.get('/api/health')).status === 200;
const ill = async (): Promise<boolean> => !(await healthy());
const ways = (): VanishingWay[] => [way, workersWay];

/** Gives a post of each network its due instant. @returns them */
async function plan(seconds: number): Promise<ApprovedPost[]> {
  const planned = posts.filter((_, index) => index % 4 === 0);
  for (const post of planned) posts.splice(posts.indexOf(post), 1);
  await Promise.all(planned.map(({ postId }) => installation.schedule(postId, seconds)));
  return planned;
}

/** How late each was accepted by its network, ms; null for those that are not out. */
async function latenessOf(planned: readonly ApprovedPost[]): Promise<(number | null)[]> {
  const { rows } = await installation.database.query<{ lateMs: number | null }>(
    `SELECT (extract(epoch FROM published_at - due_at) * 1000)::float8 AS "lateMs" FROM publication WHERE post_id = ANY($1)`,
    [planned.map(({ postId }) => postId)],
  );
  return rows.map(({ lateMs }) => lateMs);
}
async function areOut(planned: readonly ApprovedPost[]): Promise<number[]> {
  await until('all to be out', async () => (await latenessOf(planned)).every((ms) => ms !== null), 20_000);
  return (await latenessOf(planned)).filter((ms) => ms !== null);
}

/** How long ago the worker reached its queue, seconds. */
async function reachedAgo(): Promise<number> {
  const { rows } = await installation.database.query<{ s: number }>(
    'SELECT extract(epoch FROM clock_timestamp() - queue_seen_at)::float8 AS s FROM worker_beat ORDER BY seen_at DESC LIMIT 1',
  );
  return rows[0]?.s ?? Infinity;
}

describe('a Redis that vanishes without a word', () => {
  it('is told by health within five seconds, delays nothing, and is found again: processes waited for it for ever', async () => {
    const planned = await plan(8);
    for (const each of ways()) each.vanish('everything');
    await until('the loss', ill, SEEN_MS);
    expect(Math.max(...(await areOut(planned)))).toBeLessThan(SECOND_MS);
    const [now] = posts.splice(0, 1);
    const began = performance.now();
    const asked = await installation.manager.http.post(`/api/v1/posts/${now?.postId}/publish-now`, {});
    expect([asked.status, performance.now() - began < SECOND_MS]).toEqual([200, true]);
    await areOut(now ? [now] : []);
    expect(performance.now() - began).toBeLessThan(3 * SECOND_MS);
    for (const each of ways()) each.back();
    await until('health', healthy, 10_000);
    expect(await reachedAgo()).toBeLessThan(3);
  }, 60_000);

  it('is missed by health within five seconds when only workers lost it: it took seven', async () => {
    workersWay.vanish('everything');
    await until('the loss', ill, SEEN_MS);
    workersWay.back();
    await until('health', healthy, 10_000);
  }, 30_000);

  it('may be one that stands still, for a while', async () => {
    if (redis.pid === undefined) throw new Error('Redis has no process');
    const planned = await plan(8);
    process.kill(redis.pid, 'SIGSTOP');
    try {
      await until('the loss', ill, SEEN_MS);
      expect(Math.max(...(await areOut(planned)))).toBeLessThan(SECOND_MS);
    } finally {
      process.kill(redis.pid, 'SIGCONT');
    }
    await until('health', healthy, 10_000);
  }, 60_000);

  it('is left for another that stands at its address, empty', async () => {
    for (const each of ways()) each.vanish('answers');
    await until('the loss', ill, SEEN_MS);
    for (const each of ways()) each.leadTo(other.url);
    for (const each of ways()) each.back();
    await until('health', healthy, 10_000);
    const control = new Redis(other.url);
    try {
      await control.config('RESETSTAT');
      await areOut(await plan(1));
      expect(await control.info('commandstats')).toMatch(/cmdstat_(?:bzpopmin|zadd)/u);
    } finally {
      control.disconnect();
      for (const each of ways()) each.leadTo(redis.url);
    }
  }, 60_000);

  const losses: [string, () => Promise<unknown>, pauseMs: number][] = [
    ['vanished this moment', async () => workersWay.vanish('everything'), 0],
    ['vanished a while ago', async () => workersWay.vanish('everything'), 8_000],
    ['ended', () => redis.crash(), 3_000],
  ];
  it.each(losses)(
    'does not keep a worker that is asked to stop: it never ended, when Redis %s',
    async (_, lose, pauseMs) => {
      await lose();
      await new Promise((wait) => setTimeout(wait, pauseMs));
      const began = performance.now();
      worker.process.kill('SIGTERM');
      const kill = setTimeout(() => worker.process.kill('SIGKILL'), 2 * STOPPED_MS);
      const { signal } = await worker.ended;
      clearTimeout(kill);
      expect(signal).toBeNull();
      expect(performance.now() - began).toBeLessThan(STOPPED_MS);
      workersWay.back();
      if (pauseMs === 3_000) await redis.restart();
      worker = await startWorker({ ...installation.env, REDIS_URL: workersWay.through(redis.url) });
      await until('health', healthy, 10_000);
    },
    60_000,
  );

  it('publishes nothing twice', () => {
    const shown = Object.values(countEffects(installation.sandbox, ['published', 'revealed', 'posted']));
    expect(Math.max(...shown)).toBe(1);
  });
});
