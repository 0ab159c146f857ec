import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { faultOf } from '#lib/kernel';
import { buildMember, type TestMember } from '../support/factories.js';
import { type OwnPostgres, type OwnServer, startPostgres, startRedis } from '../support/servers.js';
import { startApi, type TestApi } from '../support/api.js';
import { startWorker, type TestWorker } from '../support/worker.js';
import { until } from '../support/until.js';

/** What a person is promised: told within two seconds that the database stands still, within five of anything else. */
const [FROZEN_MS, SEEN_MS] = [2_000, 5_000];

let [postgres, redis, api, admin, worker] = [] as unknown as [
  OwnPostgres,
  OwnServer,
  TestApi,
  TestMember,
  TestWorker,
];
let env: Record<string, string>;

beforeAll(async () => {
  [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  api = await startApi({ REDIS_URL: redis.url }, { server: postgres.url });
  admin = await buildMember(api, 'admin');
  env = {
    NODE_ENV: 'test',
    LOG_LEVEL: 'info',
    DATABASE_URL: api.database.url,
    REDIS_URL: redis.url,
    LINEUP_HOME: api.config.LINEUP_HOME,
    LINEUP_SECRET: api.config.LINEUP_SECRET.reveal(),
  };
  worker = await startWorker(env);
  await until('health', async () => (await statusOf('/api/health')) === 200);
}, 60_000);
afterAll(async () => {
  await worker?.stop();
  await api?.close();
  await Promise.all([postgres?.stop(), redis?.stop()]);
});

const statusOf = async (path: string): Promise<number> => (await api.anyone.get(path)).status;

/** The answer, and how long it took, ms. */
async function timed(path: string): Promise<{ status: number; ms: number }> {
  const began = performance.now();
  return { status: await statusOf(path), ms: performance.now() - began };
}

/** A server with all its children: those that serve connections would go on without it. */
function signal(server: OwnServer, name: NodeJS.Signals): void {
  const parentOf = (pid: string): string | undefined => {
    try {
      return /^PPid:\s+(\d+)/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    } catch {
      return undefined;
    }
  };
  const children = readdirSync('/proc').filter(
    (pid) => /^\d+$/u.test(pid) && parentOf(pid) === String(server.pid),
  );
  for (const pid of [String(server.pid), ...children]) {
    try {
      process.kill(Number(pid), name);
    } catch (error) {
      // One that ended since it was listed; the others must hear of it all the same.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

describe('the connections of a process', () => {
  it('stay within DATABASE_POOL under load: they were so many for each of five pools', async () => {
    const control = new Client({ connectionString: api.database.url });
    await control.connect();
    try {
      const credentials = { email: admin.email, password: 'not this one' };
      await Promise.all(
        Array.from({ length: 40 }, (_, n) =>
          n % 8 === 0
            ? api.anyone.post('/api/auth/sign-in/email', credentials)
            : admin.http.get(n % 2 ? '/api/v1/posts' : '/api/v1/me'),
        ),
      );
      const { rows } = await control.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid() AND usename LIKE 'lineup%'`,
      );
      // The API's and the worker's, which has the default.
      expect(rows[0]?.n).toBeLessThanOrEqual(api.config.DATABASE_POOL + 20);
      expect(rows[0]?.n).toBeGreaterThan(api.config.DATABASE_POOL / 2);
    } finally {
      await control.end();
    }
  });
});

describe('PostgreSQL that stands still', () => {
  it('is told by health and metrics within two seconds: they once did not answer in eight', async () => {
    signal(postgres, 'SIGSTOP');
    try {
      const answers = await Promise.all(['/api/health', '/metrics', '/api/health'].map(timed));
      expect(answers.map(({ status }) => status)).toEqual([503, 503, 503]);
      for (const { ms } of answers) expect(ms).toBeLessThan(FROZEN_MS);
      expect(await statusOf('/api/health/live')).toBe(200);
    } finally {
      signal(postgres, 'SIGCONT');
    }
    await until('health', async () => (await statusOf('/api/health')) === 200);
  });
});

describe('a part that is lost', () => {
  it('a dead worker is seen within five seconds, which were 22', async () => {
    worker.process.kill('SIGKILL');
    await until('the loss', async () => (await statusOf('/api/health')) === 503, SEEN_MS);
    worker = await startWorker(env);
    await until('health', async () => (await statusOf('/api/health')) === 200);
  });

  it('a Redis that may forget is seen within five seconds, not only when a process starts', async () => {
    const control = new Redis(redis.url);
    try {
      await control.config('SET', 'maxmemory-policy', 'allkeys-lru');
      await until('it', async () => (await statusOf('/api/health')) === 503, SEEN_MS);
      await control.config('SET', 'maxmemory-policy', 'noeviction');
      await until('health', async () => (await statusOf('/api/health')) === 200);
    } finally {
      control.disconnect();
    }
  });

  it('the loss of Redis is seen within five seconds: it was never', async () => {
    await redis.crash();
    await until('the loss', async () => (await statusOf('/api/health')) === 503, SEEN_MS);
    await redis.restart();
    await until('health', async () => (await statusOf('/api/health')) === 200);
  });
});

describe('PostgreSQL that is away', () => {
  it('is answered with 503 and when to ask again, on every kind of route: it was 500', async () => {
    await postgres.crash();
    try {
      const credentials = { email: admin.email, password: admin.password };
      const answers = [
        await admin.http.get('/api/v1/posts'),
        await admin.script.get('/api/v1/me'),
        await api.anyone.post('/api/auth/sign-in/email', credentials),
        await api.anyone.get('/api/health'),
        await api.anyone.get('/metrics'),
      ];
      expect(answers.map(({ status }) => status)).toEqual([503, 503, 503, 503, 503]);
      expect(answers.map(({ headers }) => headers.get('retry-after'))).toEqual(['5', '5', '5', '5', '5']);
      expect(await statusOf('/api/health/live')).toBe(200);
    } finally {
      await postgres.restart();
    }
    await until('health', async () => (await statusOf('/api/health')) === 200, 20_000);
  }, 60_000);

  it('leaves JSON lines in the log, each fault once: there were 216 lines and stacks between them', () => {
    // Both Redis and PostgreSQL were away for this worker.
    const lines = worker.output().split('\n').filter(Boolean);
    const said = lines.map((line) => JSON.parse(line) as { level: number; msg: string; err?: object });
    const faults = said.filter(({ level }) => level >= 40).map(({ msg, err }) => faultOf(msg, err));
    expect(faults.length).toBeGreaterThan(1);
    expect(faults).toEqual([...new Set(faults)]);
    expect(said[0]).toMatchObject({
      msg: 'starting',
      version: expect.any(String),
      settings: { REDIS_URL: redis.url, LINEUP_SECRET: '[set]' },
    });
  });
});
