// What a soak left behind: what the networks saw, and what every table weighs.
import { readFileSync } from 'node:fs';
import { percentile } from './ratios.mjs';

/** Tables and their indexes in bytes, everything in it that is dead counted too. */
export async function sizesOf(database) {
  const { rows } = await database.query(
    `SELECT n.nspname || '.' || c.relname AS name, pg_table_size(c.oid)::float8 AS heap, pg_indexes_size(c.oid)::float8 AS indexes
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema')`,
  );
  return Object.fromEntries(
    rows.flatMap(({ name, heap, indexes }) => [
      [name, heap],
      [`${name} (indexes)`, indexes],
    ]),
  );
}

/** How many went out, and how many twice; how long after being told to; and what the workers weigh. */
export async function readStanding({ control, database, workerPids }, channels) {
  const { rows } = await database.query(
    `SELECT count(*) FILTER (WHERE state = 'published')::int AS published,
       array_agg(extract(epoch FROM published_at - due_at)::float8 * 1000) FILTER (WHERE state = 'published') AS late
     FROM publication`,
  );
  const ledgers = await Promise.all(
    [...new Set(channels.map(({ platform }) => platform))].map((platform) =>
      control('GET', `/ledger?platform=${platform}`),
    ),
  );
  const shown = ledgers
    .flatMap(({ entries }) => entries)
    .filter(({ kind, effect }) => kind === 'effect' && (effect === 'published' || effect === 'revealed'));
  const texts = shown.map(({ text }) => text);
  const [{ published, late }] = rows;
  return {
    published,
    twice: texts.length - new Set(texts).size,
    publishedAfterMs: { p50: percentile(late ?? [], 50), p99: percentile(late ?? [], 99) },
    workersMb: workerPids.map((pid) =>
      Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024),
    ),
  };
}
