// Two APIs and two workers at a steady rate: posts are written, submitted, approved and sent at once. Does the last minute
// feel like the first, and where do the bytes go?
import { setTimeout as sleep } from 'node:timers/promises';
import { startRedis } from '../../dist/test/support/servers.js';
import { readStanding, sizesOf } from './soak-figures.mjs';
import { makeEstablishments } from './soak-establishments.mjs';
import { percentile } from './ratios.mjs';
import { startStack } from './stack.mjs';

/** At the 99th percentile of each minute, ms. */
const TARGET_MS = 100;
/** What is under way when the last post was begun has so long to go out, ms. */
const DRAIN_MS = 120_000;
const STEPS = ['create', 'submit', 'approve', 'publish'];

/**
 * @param minutes how long posts are begun
 * @param perSecond how many are begun each second, whatever became of those before
 */
export async function soak({ minutes = 10, perSecond = 20, establishments = 300 } = {}) {
  const redis = await startRedis();
  const stack = await startStack({ apis: 2, workers: 2, redisUrl: redis.url });
  try {
    const made = await makeEstablishments(stack, establishments);
    const before = await sizesOf(stack.database);
    const { samples, failures } = await work(stack, made, minutes, perSecond);
    const posts = samples.publish.length;
    await drain(stack, posts);
    const byMinute = Array.from({ length: minutes }, (_, minute) => figuresOf(samples, minute));
    const standing = await readStanding(stack, made.channels);
    const worst = Math.max(...byMinute.map(({ submit }) => submit.p99));
    return {
      bench: 'soak',
      minutes,
      perSecond,
      posts,
      failures: failures.slice(0, 5),
      failed: failures.length,
      byMinute,
      worstSubmitP99: worst,
      target: TARGET_MS,
      ...standing,
      bytesAPost: await bytesEach(stack.database, before, posts),
      met: worst < TARGET_MS && failures.length === 0 && standing.twice === 0 && standing.published === posts,
    };
  } finally {
    await stack.stop();
    await redis.stop();
  }
}

/** Begins posts at the rate, each on its own; what takes long does not hold up the next. */
async function work(stack, made, minutes, perSecond) {
  const samples = Object.fromEntries(STEPS.map((step) => [step, []]));
  const failures = [];
  const running = new Set();
  const began = performance.now();
  const total = minutes * 60 * perSecond;
  for (let n = 0; n < total; n++) {
    const wait = began + (n * 1000) / perSecond - performance.now();
    if (wait > 0) await sleep(wait);
    const life = live(stack, made, n, (step, ms) =>
      samples[step].push({
        minute: Math.min(minutes - 1, Math.floor((performance.now() - began) / 60_000)),
        ms,
      }),
    )
      .catch((error) => failures.push(String(error)))
      .finally(() => running.delete(life));
    running.add(life);
  }
  await Promise.all(running);
  return { samples, failures };
}

/** One post, by the calls its people make; its two people use different APIs. */
async function live({ apiUrls }, { editor, manager, channels }, n, note) {
  const channel = channels[n % channels.length];
  const [own, other] = n % 2 === 0 ? apiUrls : [...apiUrls].reverse();
  const call = async (step, url, key, path, body) => {
    const began = performance.now();
    const response = await fetch(`${url}/api/v1/posts${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    note(step, performance.now() - began);
    if (!response.ok) throw new Error(`${step}: ${response.status} ${text.slice(0, 300)}`);
    return JSON.parse(text);
  };
  const post = await call('create', own, editor, '', {
    title: `Rencontre n° ${n}`,
    text: `Parlons solutions, n° ${n} : ${'un café, des idées, '.repeat(10)}`,
    establishmentId: channel.establishment,
    channelIds: [channel.id],
    schedule: { localTime: '2031-05-10T09:00', timeZone: 'Europe/Paris' },
  });
  const submitted = await call('submit', own, editor, `/${post.id}/submit`, {});
  await call('approve', other, manager, `/${post.id}/approve`, { revisionHash: submitted.revision.hash });
  await call('publish', other, manager, `/${post.id}/publish-now`, {});
}

async function drain({ database }, posts) {
  const end = performance.now() + DRAIN_MS;
  while (performance.now() < end) {
    const { rows } = await database.query(
      `SELECT count(*)::int AS n FROM publication WHERE state = 'published'`,
    );
    if (rows[0].n >= posts) return;
    await sleep(500);
  }
}

const figuresOf = (samples, minute) =>
  Object.fromEntries(
    STEPS.map((step) => {
      const ms = samples[step].filter((sample) => sample.minute === minute).map((sample) => sample.ms);
      const at = (p) => Math.round(percentile(ms, p) * 10) / 10;
      return [step, { n: ms.length, p50: at(50), p99: at(99) }];
    }),
  );

async function bytesEach(database, before, posts) {
  const after = await sizesOf(database);
  const each = Object.entries(after)
    .map(([table, bytes]) => [table, Math.round((bytes - (before[table] ?? 0)) / posts)])
    .filter(([, bytes]) => bytes > 0)
    .sort((a, b) => b[1] - a[1]);
  return { total: each.reduce((sum, [, bytes]) => sum + bytes, 0), ...Object.fromEntries(each) };
}
