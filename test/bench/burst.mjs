// 200 posts on each network, due at the same second on one machine: how late does each arrive at its network?
import { setTimeout as sleep } from 'node:timers/promises';
import { PLATFORMS } from '../../dist/libs/platforms/src/index.js';
import { FIRE } from './content.mjs';
import { planBurst } from './plan-burst.mjs';
import { percentile } from './ratios.mjs';
import { startStack } from './stack.mjs';

/** As long before it is due as an approval has a publication prepared, unless a setting says otherwise. */
const LEAD_S = 180;

export async function burst({ posts = 200, workers = 1, redisUrl = '', dueInSeconds = LEAD_S + 20 } = {}) {
  const stack = await startStack({ workers, redisUrl });
  try {
    const { dueAt } = await planBurst(stack, {
      posts,
      networks: PLATFORMS,
      dueInSeconds,
      leadSeconds: LEAD_S,
    });
    const total = posts * PLATFORMS.length;
    const deadline = Date.now() + (dueInSeconds + 120) * 1000;
    let published = 0;
    while (published < total) {
      if (Date.now() > deadline) throw new Error(`${published} of ${total} published at the deadline`);
      await sleep(500);
      const { rows } = await stack.database.query(
        `SELECT count(*)::int AS n FROM publication WHERE state = 'published'`,
      );
      published = rows[0].n;
    }
    const settled = await stack.database.query('SELECT max(published_at) AS last FROM publication');
    const lateness = {};
    const posted = {};
    for (const platform of PLATFORMS) {
      const { entries } = await stack.control('GET', `/ledger?platform=${platform}`);
      lateness[platform] = entries
        .filter((e) => e.kind === 'request' && e.operation === FIRE[platform])
        .map((e) => Date.parse(e.arrivedAt ?? e.at) - dueAt);
      for (const e of entries) {
        if (e.kind === 'effect' && (e.effect === 'published' || e.effect === 'revealed')) {
          posted[e.account] = (posted[e.account] ?? 0) + 1;
        }
      }
    }
    const all = Object.values(lateness).flat();
    return {
      bench: 'burst',
      metric: 'arrival lateness p99, ms',
      value: percentile(all, 99),
      target: 2000,
      detail: {
        publications: total,
        workers,
        queue: redisUrl ? 'redis' : 'postgres',
        p50: percentile(all, 50),
        max: Math.max(...all),
        early: all.filter((ms) => ms < 0).length,
        duplicates: Object.values(posted).filter((n) => n > 1).length,
        lost: total - Object.keys(posted).length,
        acceptedAllMs: settled.rows[0].last.getTime() - dueAt,
        byNetwork: Object.fromEntries(
          PLATFORMS.map((p) => [p, { p50: percentile(lateness[p], 50), p99: percentile(lateness[p], 99) }]),
        ),
      },
    };
  } finally {
    await stack.stop();
  }
}
