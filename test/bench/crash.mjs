// B3: the worker is killed, or stopped beyond its lease, with twenty requests in flight, again and again.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { entryOf, flagsOf } from '../../dist/apps/cli/src/checkout.js';
import { startRedis } from '../../dist/test/support/servers.js';
import { makeChannels, planOn } from './plan.mjs';
import { median, spread } from './ratios.mjs';
import { startStack } from './stack.mjs';

const LEASE_S = 5;
const IN_FLIGHT = 20;
/** As in B1 and B2. */
const LATENCY_MS = 200;
const LEAD_MS = 6000;

/** Most of a blow is waiting for a lease: two installations, which know nothing of each other, share the machine. */
const SIDE_BY_SIDE = 2;

export async function crash({ kills = 30, stops = 30, rivals = 10 } = {}) {
  const redis = await startRedis();
  try {
    const share = (count) => Math.ceil(count / SIDE_BY_SIDE);
    const blows = { kills: share(kills), stops: share(stops), rivals: share(rivals) };
    const all = await Promise.all(
      Array.from({ length: SIDE_BY_SIDE }, (_, database) =>
        campaign(redis.url.replace(/\/?$/, `/${database}`), blows),
      ),
    );
    const rounds = all.flatMap((one) => one.rounds);
    const peer = all.flatMap((one) => one.peer);
    const sum = (list, key) => list.reduce((total, round) => total + round[key], 0);
    const of = (blow) => rounds.filter((r) => r.blow === blow);
    return {
      bench: 'B3',
      metric: 'settled after the blow / (lease + 1 s)',
      ...spread(rounds.map((r) => r.settledMs / (LEASE_S * 1000 + 1000))),
      target: 1,
      detail: {
        kills: of('kill').length,
        stops: of('stop').length,
        inFlight: spread(rounds.map((r) => r.inFlight)),
        duplicates: sum(rounds, 'duplicates'),
        lost: sum(rounds, 'lost'),
        needsAttention: sum(rounds, 'attention'),
        settledMs: {
          kill: median(of('kill').map((r) => r.settledMs)),
          stop: median(of('stop').map((r) => r.settledMs)),
        },
        bullmq: { kills: peer.length, duplicates: sum(peer, 'duplicates'), lost: sum(peer, 'lost') },
      },
    };
  } finally {
    await redis.stop();
  }
}

/** One installation, struck again and again. */
async function campaign(redisUrl, { kills, stops, rivals }) {
  const env = {
    LEASE_SECONDS: String(LEASE_S),
    ARM_LEAD_SECONDS: '5',
    VISIBILITY_DELAY_MS: '500',
    SWEEP_MS: '250',
  };
  const stack = await startStack({ workers: 0, latencyMs: LATENCY_MS, env });
  try {
    const channels = await makeChannels(stack, { count: IN_FLIGHT, platform: 'linkedin' });
    const pages = await makeChannels(stack, { count: IN_FLIGHT, platform: 'facebook' });
    const rounds = [];
    for (let n = 0; n < kills; n++) {
      rounds.push({ blow: 'kill', ...(await strike(stack, channels, 'SIGKILL')) });
    }
    for (let n = 0; n < stops; n++) {
      rounds.push({ blow: 'stop', ...(await strike(stack, channels, 'SIGSTOP')) });
    }
    const peer = [];
    for (let n = 0; n < rivals; n++) peer.push(await strikeRival(stack, redisUrl, pages));
    return { rounds, peer };
  } finally {
    await stack.stop();
  }
}

async function startWorker(stack) {
  const child = fork(entryOf('worker'), {
    env: { ...process.env, NODE_OPTIONS: '', ...stack.env },
    execArgv: flagsOf('worker'),
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  await once(child, 'message');
  return child;
}

async function strike(stack, channels, signal) {
  await stack.control('DELETE', '/ledger');
  const worker = await startWorker(stack);
  const { dueAt, ids } = await planOn(stack, channels, { leadMs: LEAD_MS });
  // All of them are accepted by then, and unanswered.
  await sleep(dueAt + LATENCY_MS / 2 - Date.now());
  worker.kill(signal);
  const struck = Date.now();
  const heir = await startWorker(stack);
  const settledMs = (await settled(stack, ids)) - struck;
  if (signal === 'SIGSTOP') {
    worker.kill('SIGCONT');
    await sleep(1500);
  }
  const verdict = await count(stack, 'linkedin', channels);
  const inFlight = await unanswered(stack, struck);
  const { rows } = await stack.database.query(
    `SELECT count(*) FILTER (WHERE state = 'needs_attention')::int AS attention, count(*) FILTER (WHERE state = 'published')::int AS published
     FROM publication WHERE post_id = ANY($1)`,
    [ids],
  );
  for (const child of [worker, heir]) child.kill('SIGKILL');
  return { settledMs, inFlight, ...verdict, attention: rows[0].attention };
}

/** Requests that had arrived when the blow fell, and had no answer yet. */
async function unanswered(stack, struck) {
  const { entries } = await stack.control('GET', '/ledger?platform=linkedin');
  const ages = entries
    .filter((e) => e.kind === 'request' && e.operation === 'posts')
    .map((e) => struck - Date.parse(e.at));
  return ages.filter((ms) => ms >= 0 && ms < LATENCY_MS).length;
}

async function settled(stack, ids) {
  const deadline = Date.now() + 90_000;
  while (Date.now() < deadline) {
    const { rows } = await stack.database.query(
      `SELECT count(*)::int AS open FROM publication WHERE post_id = ANY($1) AND state IN ('pending', 'publishing')`,
      [ids],
    );
    if (rows[0].open === 0) return Date.now();
    await sleep(50);
  }
  throw new Error('not settled within 90 s');
}

/** The same blow to a plain processor, which has the same time to be found dead. */
async function strikeRival(stack, redisUrl, pages) {
  const { origin, pathname } = new URL(`${stack.sandbox}/facebook/v25.0`);
  const calls = pages.map(({ account, token }) => ({
    origin,
    path: `${pathname}/${account}/feed`,
    token,
    account,
    message: `Parlons solutions ${Math.random()}`,
  }));
  await stack.control('DELETE', '/ledger');
  const lock = ['redis', stack.env.DATABASE_URL, redisUrl, '50', String(LEASE_S * 1000)];
  const dueAt = Date.now() + 2000;
  const first = await startRivalWith(lock);
  first.send({ calls, dueAt });
  await sleep(dueAt + LATENCY_MS / 2 - Date.now());
  first.kill('SIGKILL');
  const second = await startRivalWith(lock);
  await sleep(LEASE_S * 3000);
  second.kill('SIGKILL');
  return count(stack, 'facebook', pages);
}

async function startRivalWith(args) {
  const child = fork('test/bench/rival.mjs', args, {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  await once(child, 'message');
  return child;
}

async function count(stack, platform, channels) {
  const { entries } = await stack.control('GET', `/ledger?platform=${platform}`);
  const shown = entries.filter(
    (e) => e.kind === 'effect' && (e.effect === 'published' || e.effect === 'revealed'),
  );
  const own = new Set(channels.map(({ account }) => account));
  const accounts = shown.map((e) => e.account).filter((account) => own.has(account));
  return {
    duplicates: accounts.length - new Set(accounts).size,
    lost: channels.length - new Set(accounts).size,
  };
}
