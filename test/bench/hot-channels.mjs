// B2: fifty channels with twenty publications each, due together: a channel's posts go out one after the other.
import { startRedis } from '../../dist/test/support/servers.js';
import { untilPublished } from './due-burst.mjs';
import { makeChannels, planOn } from './plan.mjs';
import { median, spread, takeTurns } from './ratios.mjs';
import { startRival, rivalCalls } from './rivals.mjs';
import { startStack } from './stack.mjs';

const LATENCY_MS = 200;

export async function hotChannels({ channels: count = 50, each = 20, rounds = 5 } = {}) {
  const redis = await startRedis();
  const stack = await startStack({ latencyMs: LATENCY_MS, env: { ARM_LEAD_SECONDS: '28' } });
  const rival = await startRival('redis', stack, redis.url, 50);
  const bare = await startRival('lanes', stack, redis.url);
  try {
    const channels = await makeChannels(stack, { count, platform: 'facebook' });
    const results = await takeTurns(
      {
        lineup: () => lineupRound(stack, channels, each),
        bare: () => rivalRound(stack, bare, channels, each),
        bullmq: () => rivalRound(stack, rival, channels, each),
      },
      rounds,
    );
    const limit = each * LATENCY_MS;
    return {
      bench: 'B2',
      metric: 'drain / physical limit of a channel',
      ...spread(results.map((r) => r.lineup.drainMs / limit)),
      target: 1.05,
      detail: {
        publications: count * each,
        limitMs: limit,
        orderViolations: Math.max(...results.map((r) => r.lineup.disorder)),
        // What the stand-in and the machine leave to reach: loops that look at nothing and write nothing down.
        bareLoops: spread(results.map((r) => r.bare.drainMs / limit)),
        bullmq: {
          ...spread(results.map((r) => r.bullmq.drainMs / limit)),
          orderViolations: Math.max(...results.map((r) => r.bullmq.disorder)),
        },
        ms: {
          lineup: median(results.map((r) => r.lineup.drainMs)),
          bareLoops: median(results.map((r) => r.bare.drainMs)),
          bullmq: median(results.map((r) => r.bullmq.drainMs)),
        },
      },
    };
  } finally {
    for (const { child } of [rival, bare]) child.kill('SIGTERM');
    await stack.stop();
    await redis.stop();
  }
}

async function lineupRound(stack, channels, each) {
  await stack.control('DELETE', '/ledger');
  const { dueAt, ids } = await planOn(stack, channels, { leadMs: 30_000, each });
  await untilPublished(stack, ids, dueAt);
  const { entries } = await stack.control('GET', '/ledger?platform=facebook');
  const { rows } = await stack.database.query(
    `SELECT remote_id AS id, extract(epoch FROM due_at) * 1000 AS due FROM publication WHERE post_id = ANY($1)`,
    [ids],
  );
  const due = new Map(rows.map((row) => [row.id, Number(row.due)]));
  return { drainMs: answered(entries, dueAt), disorder: disorder(entries, (subject) => due.get(subject)) };
}

async function rivalRound(stack, rival, channels, each) {
  await stack.control('DELETE', '/ledger');
  const calls = await rivalCalls(stack, channels, LATENCY_MS, each);
  const dueAt = Date.now() + 5000;
  await rival.run({ calls, dueAt });
  const { entries } = await stack.control('GET', '/ledger?platform=facebook');
  const place = new Map(calls.map((call, index) => [call.path.split('/').at(-1), index]));
  return { drainMs: answered(entries, dueAt), disorder: disorder(entries, (subject) => place.get(subject)) };
}

/** When the last visible call was answered. */
const answered = (entries, dueAt) =>
  Math.max(...entries.filter((e) => e.operation === 'reveal').map((e) => Date.parse(e.at))) +
  LATENCY_MS -
  dueAt;

/** Posts that came out before one of an earlier place on their channel. */
function disorder(entries, placeOf) {
  const last = new Map();
  let count = 0;
  for (const { account, subject } of entries.filter((e) => e.kind === 'effect' && e.effect === 'revealed')) {
    const place = placeOf(subject) ?? 0;
    if (place < (last.get(account) ?? -Infinity)) count += 1;
    last.set(account, Math.max(place, last.get(account) ?? -Infinity));
  }
  return count;
}
