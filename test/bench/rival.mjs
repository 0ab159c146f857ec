// The same calls made without Lineup: by a bare loop after one batched claim (the floor), by one loop a channel that
// writes nothing down (lanes), or by plain delayed jobs.
import { setTimeout as sleep } from 'node:timers/promises';
import { createPostgresBackend, Queue, runMigrations, setDefaultBackendFactory, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { Agent } from 'undici';

const agent = new Agent({ connections: 1024, pipelining: 1, keepAliveTimeout: 15_000 });
const [mode, databaseUrl, redisUrl, concurrency, lockMs = '30000'] = process.argv.slice(2);

const headers = { 'content-type': 'application/x-www-form-urlencoded' };

/** A new post, seen at once. */
async function create({ origin, path, token, message }) {
  const body = new URLSearchParams({ message, access_token: token }).toString();
  const answer = await agent.request({ origin, path, method: 'POST', headers, body });
  await answer.body.text();
}

async function reveal({ origin, path, token }) {
  const body = new URLSearchParams({ is_published: 'true', access_token: token }).toString();
  const answer = await agent.request({ origin, path, method: 'POST', headers, body });
  const text = await answer.body.text();
  if (answer.statusCode !== 200) throw new Error(`${answer.statusCode} ${text}`);
}

async function readAddress({ origin, path, token }) {
  const query = `fields=permalink_url&access_token=${token}`;
  const answer = await agent.request({ origin, path: `${path}?${query}`, method: 'GET' });
  await answer.body.text();
}

/** One visible call and, as the adapter does, one read of its address. */
async function call(wanted) {
  if (wanted.message) return create(wanted);
  await reveal(wanted);
  await readAddress(wanted);
}

/** A channel's calls one after the other; its addresses are read meanwhile, as Lineup does. */
async function lane(calls, reads) {
  for (const next of calls) {
    await reveal(next);
    reads.push(readAddress(next));
  }
}

async function lanes() {
  return async ({ calls, dueAt }) => {
    const channels = new Map();
    for (const next of calls) channels.set(next.account, [...(channels.get(next.account) ?? []), next]);
    const reads = [];
    await sleep(dueAt - Date.now());
    await Promise.all([...channels.values()].map((list) => lane(list, reads)));
    await Promise.all(reads);
    return Date.now() - dueAt;
  };
}

async function floor() {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  await pool.query(
    'CREATE TABLE IF NOT EXISTS bench_floor (id bigint PRIMARY KEY, due_at timestamptz, state text, call jsonb)',
  );
  return async ({ calls, dueAt }) => {
    await pool.query('TRUNCATE bench_floor');
    await pool.query(
      `INSERT INTO bench_floor SELECT position, to_timestamp($2 / 1000.0), 'pending', call FROM jsonb_array_elements($1) WITH ORDINALITY AS e(call, position)`,
      [JSON.stringify(calls), dueAt],
    );
    await sleep(dueAt - Date.now());
    const { rows } = await pool.query(
      `UPDATE bench_floor SET state = 'publishing' WHERE id IN (SELECT id FROM bench_floor WHERE state = 'pending' AND due_at <= now()
         ORDER BY id LIMIT 1000 FOR UPDATE SKIP LOCKED) RETURNING call`,
    );
    await Promise.all(rows.map((row) => call(row.call)));
    await pool.query(`UPDATE bench_floor SET state = 'published'`);
    return Date.now() - dueAt;
  };
}

async function bullmq() {
  const connection =
    mode === 'redis'
      ? new Redis(redisUrl, { maxRetriesPerRequest: null })
      : new pg.Pool({ connectionString: databaseUrl, max: 8, options: '-c search_path=bench_bullmq' });
  if (mode === 'postgres') {
    setDefaultBackendFactory(createPostgresBackend);
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    await runMigrations(client, 'bench_bullmq');
    await client.end();
  }
  const queue = new Queue('bench', { connection });
  let left = 0;
  let finish = () => undefined;
  const worker = new Worker(
    'bench',
    async (job) => {
      await call(job.data);
      if (--left === 0) finish();
    },
    {
      connection,
      concurrency: Number(concurrency),
      lockDuration: Number(lockMs),
      stalledInterval: Math.min(Number(lockMs), 30_000),
    },
  );
  await worker.waitUntilReady();
  return async ({ calls, dueAt }) => {
    left = calls.length;
    const done = new Promise((resolve) => (finish = resolve));
    const options = { delay: dueAt - Date.now(), removeOnComplete: true, attempts: 1 };
    await queue.addBulk(
      calls.map((data) => ({ name: 'call', data, opts: { ...options, delay: dueAt - Date.now() } })),
    );
    await done;
    return Date.now() - dueAt;
  };
}

const modes = { floor, lanes, postgres: bullmq, redis: bullmq };
const run = await modes[mode]();
process.on('message', (work) => {
  run(work).then(
    (drainMs) => process.send({ drainMs }),
    (error) => process.send({ error: String(error) }),
  );
});
process.once('disconnect', () => process.exit(0));
process.send({ ready: true });
