// B7: a network that never answers beside three that do, all due at the same instant. How late are the healthy ones?
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { PLATFORMS } from '../../dist/libs/platforms/src/index.js';
import { FIRE, storeMedia } from './content.mjs';
import { makeChannels, makeOrganisation, planOn } from './plan.mjs';
import { median, percentile, spread, takeTurns } from './ratios.mjs';
import { startStack } from './stack.mjs';

/** Publications are known this long before the due instant, ms. */
const LEAD_MS = 30_000;
const LIMIT_MS = 120_000;
/** A network of which nothing comes to an end, beside the others. */
const CASES = {
  silent: {
    bad: 'facebook',
    fault: { operation: 'feed', fault: 'timeout_before', params: { delayMs: 600_000 } },
  },
  unfinished: {
    bad: 'instagram',
    fault: {
      operation: 'containerStatus',
      fault: 'error',
      params: { status: 200, body: { id: '1', status_code: 'IN_PROGRESS', status: 'In Progress' } },
    },
  },
};

export async function badNeighbour(counts) {
  const { ratio, min, max, ...silent } = await measure(CASES.silent, counts);
  const unfinished = await measure(CASES.unfinished, counts);
  return {
    bench: 'B7',
    metric: 'arrival lateness p99 of three healthy networks, beside a silent one / alone',
    ratio,
    min,
    max,
    target: 1.2,
    detail: { silent, unfinished },
  };
}

async function measure({ bad: network, fault }, { good: goods = 1000, bad: bads = 480, rounds = 3 } = {}) {
  const healthy = PLATFORMS.filter((platform) => platform !== network);
  const stack = await startStack({ env: { ARM_LEAD_SECONDS: '28' } });
  try {
    const at = await makeOrganisation(stack);
    const good = [];
    for (const [n, platform] of healthy.entries()) {
      const count = Math.floor((goods + n) / healthy.length);
      good.push(...(await makeChannels(stack, { count, platform, at })));
    }
    const bad = await makeChannels(stack, { count: bads, platform: network, at });
    await stack.control('POST', '/faults', { platform: network, times: -1, ...fault });
    const scene = { stack, healthy, good, media: await storeMedia(stack, at.organisation) };
    const results = await takeTurns(
      { alone: () => round(scene, []), beside: () => round(scene, bad) },
      rounds,
    );
    const of = (name, key) => median(results.map((r) => r[name][key]));
    const most = (key) => Math.max(...results.map((r) => Math.max(r.alone[key], r.beside[key])));
    return {
      ...spread(results.map((r) => r.beside.p99 / r.alone.p99)),
      healthy: good.length,
      bad: bad.length,
      memory: { ...spread(results.map((r) => r.beside.rssMb / r.alone.rssMb)), target: 1.5 },
      ms: Object.fromEntries(
        ['alone', 'beside'].map((name) => [name, { p50: of(name, 'p50'), p99: of(name, 'p99') }]),
      ),
      rssMb: { alone: of('alone', 'rssMb'), beside: of('beside', 'rssMb') },
      early: most('early'),
      duplicates: most('duplicates'),
    };
  } finally {
    await stack.stop();
  }
}

async function round({ stack, healthy, good, media }, bad) {
  await stack.control('DELETE', '/ledger');
  await sleep(500);
  // Both at once, and the bad ones first: they are at the head of every queue.
  if (bad.length > 0) await planOn(stack, bad, { leadMs: LEAD_MS, media });
  const { dueAt, ids } = await planOn(stack, good, { leadMs: LEAD_MS, media });
  const rssMb = await untilOut(stack, ids, dueAt);
  await giveUp(stack, bad);
  const ledgers = await Promise.all(
    healthy.map(async (platform) => [
      platform,
      (await stack.control('GET', `/ledger?platform=${platform}`)).entries,
    ]),
  );
  const late = ledgers.flatMap(([platform, entries]) =>
    entries
      .filter((e) => e.kind === 'request' && e.operation === FIRE[platform])
      .map((e) => Date.parse(e.arrivedAt ?? e.at) - dueAt),
  );
  const shown = ledgers
    .flatMap(([, entries]) => entries)
    .filter((e) => e.kind === 'effect' && (e.effect === 'published' || e.effect === 'revealed'));
  return {
    p50: percentile(late, 50),
    p99: percentile(late, 99),
    early: late.filter((ms) => ms < 0).length,
    duplicates: shown.length - new Set(shown.map((e) => e.account)).size,
    rssMb,
  };
}

/** @returns the most memory a worker had meanwhile, MB */
async function untilOut(stack, ids, dueAt) {
  let most = 0;
  for (;;) {
    await sleep(250);
    for (const pid of stack.workerPids) most = Math.max(most, rssMb(pid));
    if (Date.now() < dueAt) continue;
    const { rows } = await stack.database.query(
      `SELECT count(*)::int AS open FROM publication WHERE post_id = ANY($1) AND state <> 'published'`,
      [ids],
    );
    if (rows[0].open === 0) return most;
    if (Date.now() > dueAt + LIMIT_MS) throw new Error(`${rows[0].open} of ${ids.length} are not out`);
  }
}

const rssMb = (pid) =>
  Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024);

/** People cancel what never goes out: the next round begins without it. */
async function giveUp({ database }, channels) {
  await database.query(
    `UPDATE publication SET state = 'cancelled', stage = 'done', wake_at = NULL, lease_until = NULL, fence = fence + 1
     WHERE channel_id = ANY($1) AND wake_at IS NOT NULL`,
    [channels.map(({ id }) => id)],
  );
}
