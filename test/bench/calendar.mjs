// B4: the calendar of one organisation among two hundred, with a million publications in the database.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { gzipSync } from 'node:zlib';
import autocannon from 'autocannon';
import { fill, POSTS_EACH } from './fill.mjs';
import { median, spread, takeTurns } from './ratios.mjs';
import { startStack } from './stack.mjs';

const WINDOW = { from: '2026-11-02', to: '2026-12-14' };
const CLIENTS = 4;

export async function calendar({ organisations = 200, rounds = 5, seconds = 4 } = {}) {
  const stack = await startStack({ workers: 0 });
  try {
    const [measured] = await fill(stack, 2);
    const small = await measure(stack, measured, 1, seconds);
    await fill(stack, organisations - 2);
    const { results, bytes, capacity } = await measure(stack, measured, rounds, seconds);
    const of = (name, key) => median(results.map((r) => r[name][key]));
    return {
      bench: 'B4',
      metric: 'calendar p50 / bare pg on the same index',
      ...spread(results.map((r) => r.lineup.p50 / r.floor.p50)),
      target: 1.5,
      detail: {
        publications: organisations * POSTS_EACH,
        toOrmWithRelations: { ...spread(results.map((r) => r.lineup.p50 / r.peer.p50)), target: 0.4 },
        growthFromTenThousand: {
          ratio: Math.round((of('lineup', 'p50') / small.results[0].lineup.p50) * 1000) / 1000,
          target: 1.2,
        },
        ms: Object.fromEntries(
          ['lineup', 'floor', 'peer'].map((name) => [name, { p50: of(name, 'p50'), p99: of(name, 'p99') }]),
        ),
        // The note of what will not fit, asked beside the calendar.
        capacityMs: { p50: capacity.p50, p99: capacity.p99 },
        bytes,
      },
    };
  } finally {
    await stack.stop();
  }
}

async function measure(stack, { organisation, key }, rounds, seconds) {
  const rivals = await Promise.all(
    ['floor', 'peer'].map(async (mode) => {
      const child = fork('test/bench/calendar-rival.mjs', [mode, stack.env.DATABASE_URL, organisation], {
        execArgv: [],
      });
      const [{ port }] = await once(child, 'message');
      return { mode, child, url: `http://127.0.0.1:${port}/` };
    }),
  );
  try {
    const query = `from=${WINDOW.from}&to=${WINDOW.to}&timeZone=Europe/Paris`;
    const lineup = `${stack.env.PUBLIC_URL}/api/v1/calendar?${query}`;
    const headers = { authorization: `Bearer ${key}` };
    const text = await (await fetch(lineup, { headers })).text();
    const results = await takeTurns(
      {
        lineup: () => load(lineup, headers, seconds),
        ...Object.fromEntries(
          rivals.map(({ mode, url }) => [mode, () => load(`${url}?${query}`, {}, seconds)]),
        ),
      },
      rounds,
    );
    const { items } = JSON.parse(text);
    const capacity = await load(lineup.replace('/calendar?', '/calendar/capacity?'), headers, seconds);
    return {
      results,
      capacity,
      bytes: { entries: items.length, plain: text.length, gzip: gzipSync(text).length },
    };
  } finally {
    for (const { child } of rivals) child.kill('SIGTERM');
  }
}

/** Four clients, each asking again once it is answered: what one request takes, ms. */
export async function load(url, headers, seconds, connections = CLIENTS) {
  const result = await autocannon({ url, headers, connections, duration: seconds });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${url}: ${result.non2xx} refused, ${result.errors} failed`);
  }
  return {
    // Counted from throughput: autocannon rounds single latencies to whole milliseconds.
    p50: (connections * 1000) / result.requests.mean,
    p99: result.latency.p99,
    perSecond: result.requests.mean,
  };
}
