import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Pool } from 'pg';
import { isDatabaseAway } from '#lib/kernel';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.js';
import { openWay, type VanishingWay } from '../../../test/support/vanishing.js';
import { poolTimeouts, sessionLimits } from './timeouts.js';

const LIMIT_MS = 300;

let [database, way, pool, direct] = [] as unknown as [TestDatabase, VanishingWay, Pool, Pool];
beforeAll(async () => {
  database = await freshDatabase();
  way = await openWay(database.url);
  pool = new Pool({
    ...poolTimeouts(LIMIT_MS),
    // A busy machine takes longer to let somebody in; how long that may take is the last test's.
    connectionTimeoutMillis: 10_000,
    connectionString: way.through(database.url),
    options: sessionLimits(LIMIT_MS),
    max: 3,
  });
  pool.on('error', () => undefined);
  direct = new Pool({ connectionString: database.url });
  await direct.query('CREATE TABLE word (said text)');
});
afterAll(async () => {
  await Promise.all([pool?.end(), direct?.end()]);
  await way?.close();
  await database?.drop();
});

/** What it fails with, and after how long, ms. */
async function failing(work: Promise<unknown>): Promise<{ error: unknown; ms: number }> {
  const began = performance.now();
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  return { error, ms: performance.now() - began };
}

describe('a pool with time limits', () => {
  it('lets PostgreSQL end what takes too long, and keeps the connection: nothing had a limit', async () => {
    const client = await pool.connect();
    const { error } = await failing(client.query('SELECT pg_sleep(5)'));
    expect(error).toMatchObject({ code: '57014' });
    expect(isDatabaseAway(error)).toBe(true);
    const { rows } = await client.query(`SHOW idle_in_transaction_session_timeout`);
    expect(rows).toEqual([{ idle_in_transaction_session_timeout: '1min' }]);
    client.release();
    expect([pool.totalCount, pool.idleCount]).toEqual([1, 1]);
  });

  it('leaves a server that says nothing, and gives no such connection to the next: an answer of before came late', async () => {
    const idle = await Promise.all([pool.connect(), pool.connect(), pool.connect()]);
    for (const client of idle) client.release();
    way.vanish('answers');
    const { error, ms } = await failing(pool.query('SELECT 1'));
    expect(error).toMatchObject({ code: 'ETIMEDOUT', message: 'PostgreSQL said nothing for 1.3 s' });
    expect(ms).toBeLessThan(LIMIT_MS + 1000 + 700);
    way.back();
    // The others were tried too: nobody else had to wait for them in vain.
    const answers = await Promise.all(
      [1, 2, 3].map((n) => pool.query<{ n: number }>('SELECT $1::int AS n', [n])).map(failing),
    );
    expect(answers.filter(({ error: reason }) => reason !== null).length).toBeLessThanOrEqual(2);
    expect((await pool.query<{ n: number }>('SELECT 7 AS n')).rows).toEqual([{ n: 7 }]);
  });

  it('does not say that a commit failed whose answer was lost: it stands', async () => {
    const client = await pool.connect();
    await client.query('BEGIN');
    await client.query(`INSERT INTO word VALUES ('kept')`);
    way.vanish('answers');
    const { error } = await failing(client.query('COMMIT'));
    client.release();
    expect(isDatabaseAway(error)).toBe(true);
    expect((await direct.query('SELECT * FROM word')).rows).toEqual([{ said: 'kept' }]);
    way.back();
    expect(pool.idleCount).toBe(pool.totalCount);
  });

  it('does not wait for a connection without end', async () => {
    way.vanish('everything');
    const fresh = new Pool({ ...poolTimeouts(LIMIT_MS), connectionString: way.through(database.url) });
    const { error, ms } = await failing(fresh.query('SELECT 1'));
    expect(isDatabaseAway(error)).toBe(true);
    expect(ms).toBeLessThan(LIMIT_MS + 500);
    way.back();
    await fresh.end();
  });
});
