// B1: a thousand publications on a thousand channels due at the same instant. How late does each arrive at its network?
import { setTimeout as sleep } from 'node:timers/promises';
import { startRedis } from '../../dist/test/support/servers.js';
import { makeChannels, planOn } from './plan.mjs';
import { median, percentile, spread, takeTurns } from './ratios.mjs';
import { rivalCalls, startRival } from './rivals.mjs';
import { startStack } from './stack.mjs';

/** Jobs and publications are known this long before the due instant, ms. */
const LEAD_MS = 30_000;

export async function dueBurst({ publications = 1000, rounds = 5 } = {}) {
  const redis = await startRedis();
  const stack = await startStack({ env: { ARM_LEAD_SECONDS: '28' } });
  const rivals = await Promise.all(
    ['floor', 'postgres', 'redis'].map((mode) => startRival(mode, stack, redis.url)),
  );
  try {
    const channels = await makeChannels(stack, { count: publications, platform: 'facebook' });
    const results = await takeTurns(
      {
        lineup: () => lineupRound(stack, channels),
        ...Object.fromEntries(rivals.map((rival) => [rival.mode, () => rivalRound(stack, rival, channels)])),
      },
      rounds,
    );
    const lateness = spread(results.map((r) => r.lineup.p99 / Math.min(r.postgres.p99, r.redis.p99)));
    const drain = spread(results.map((r) => r.lineup.drainMs / r.floor.drainMs));
    const of = (name, key) => median(results.map((r) => r[name][key]));
    return {
      bench: 'B1',
      metric: 'arrival lateness p99 / best plain BullMQ',
      ...lateness,
      target: 0.5,
      detail: {
        publications,
        drainToFloor: { ...drain, target: 1.5 },
        ms: Object.fromEntries(
          ['lineup', 'floor', 'postgres', 'redis'].map((name) => [
            name,
            { p50: of(name, 'p50'), p99: of(name, 'p99'), drain: of(name, 'drainMs') },
          ]),
        ),
        early: Math.max(...results.map((r) => r.lineup.early)),
        duplicates: Math.max(...results.map((r) => r.lineup.duplicates)),
      },
    };
  } finally {
    for (const { child } of rivals) child.kill('SIGTERM');
    await stack.stop();
    await redis.stop();
  }
}

async function lineupRound(stack, channels) {
  await quiet(stack);
  const { dueAt, ids } = await planOn(stack, channels, { leadMs: LEAD_MS });
  const last = await untilPublished(stack, ids, dueAt);
  return { ...(await arrivals(stack, channels, dueAt)), drainMs: last - dueAt };
}

async function rivalRound(stack, rival, channels) {
  await quiet(stack);
  const calls = await rivalCalls(stack, channels, 200);
  const dueAt = Date.now() + 5000;
  const drainMs = await rival.run({ calls, dueAt });
  return { ...(await arrivals(stack, channels, dueAt)), drainMs };
}

/** What the sandbox saw since its ledger was emptied. */
async function arrivals(stack, channels, dueAt) {
  const { entries } = await stack.control('GET', '/ledger?platform=facebook');
  const late = entries
    .filter((e) => e.kind === 'request' && e.operation === 'reveal')
    .map((e) => Date.parse(e.at) - dueAt);
  const shown = entries.filter((e) => e.kind === 'effect' && e.effect === 'revealed');
  if (shown.length < channels.length) throw new Error(`${shown.length} of ${channels.length} are out`);
  return {
    p50: percentile(late, 50),
    p99: percentile(late, 99),
    early: late.filter((ms) => ms < 0).length,
    duplicates: shown.length - new Set(shown.map((e) => e.account)).size,
  };
}

/** Everything before is over, and forgotten. */
async function quiet(stack) {
  await stack.control('DELETE', '/ledger');
  await sleep(500);
}

/** Looks by the index of what is not over: who measures must not be what is measured. */
export async function untilPublished(stack, ids, dueAt, limitMs = 120_000) {
  for (let open = ids.length; open > 0;) {
    await sleep(Date.now() < dueAt ? 200 : 50);
    const { rows } = await stack.database.query(
      'SELECT count(*)::int AS open FROM publication WHERE wake_at IS NOT NULL',
    );
    ({ open } = rows[0]);
    if (Date.now() > dueAt + limitMs) throw new Error(`${open} of ${ids.length} are not over`);
  }
  const { rows: states } = await stack.database.query(
    `SELECT state, count(*)::int FROM publication WHERE post_id = ANY($1) GROUP BY state`,
    [ids],
  );
  if (states.length !== 1 || states[0].state !== 'published') throw new Error(JSON.stringify(states));
  const { rows } = await stack.database.query(
    `SELECT max(at) AS last FROM publication_event e JOIN publication u ON u.organisation_id = e.organisation_id AND u.id = e.publication_id
     WHERE u.post_id = ANY($1) AND e.kind = 'published'`,
    [ids],
  );
  return rows[0].last.getTime();
}
