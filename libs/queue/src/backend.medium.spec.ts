import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { pino } from 'pino';
import { loadConfig } from '#lib/kernel';
import { freshDatabase, redisUrl, type TestDatabase } from '../../../test/support/database.js';
import { TEST_SECRET } from '../../../test/support/servers.js';
import { openBackend, type QueueBackend } from './backend.js';
import { QUEUE_SCHEMA } from './queue-schema.js';
import { QUEUES } from './define-job.js';

const [QUEUE] = QUEUES;

describe('a process that opens one backend after the other', () => {
  let database: TestDatabase;
  let redis: Redis;
  beforeEach(async () => {
    database = await freshDatabase();
    redis = new Redis(redisUrl());
    await redis.flushdb();
  });
  afterEach(async () => {
    redis.disconnect();
    await database.drop();
  });

  const open = (url: string): Promise<QueueBackend> =>
    openBackend(
      loadConfig(
        {
          DATABASE_URL: database.url,
          LINEUP_HOME: '/nonexistent',
          LINEUP_SECRET: TEST_SECRET,
          REDIS_URL: url,
        },
        [],
      ),
      pino({ level: 'silent' }),
    );
  /** Puts one job into a queue there, and closes all of it again. */
  const addTo = async (backend: QueueBackend): Promise<string[]> => {
    const complaints: string[] = [];
    const queue = new Queue(QUEUE, { connection: backend.connection });
    queue.on('error', (error) => complaints.push(error.message));
    await queue.add('job', {});
    await queue.close();
    await backend.close();
    return complaints;
  };
  const inRedis = async (): Promise<number> => (await redis.keys(`bull:${QUEUE}:*`)).length;
  const inPostgres = async (): Promise<number> => {
    const client = new Client({ connectionString: database.url });
    await client.connect();
    try {
      const { rowCount } = await client.query(`SELECT 1 FROM ${QUEUE_SCHEMA}.job WHERE queue = $1`, [QUEUE]);
      return rowCount ?? 0;
    } finally {
      await client.end();
    }
  };

  it('speaks to Redis after PostgreSQL, and to PostgreSQL after Redis', async () => {
    expect(await addTo(await open(''))).toEqual([]);
    expect([await inPostgres(), await inRedis()]).toEqual([1, 0]);
    expect(await addTo(await open(redisUrl()))).toEqual([]);
    expect(await inPostgres()).toBe(1);
    expect(await inRedis()).toBeGreaterThan(0);
    await redis.flushdb();
    expect(await addTo(await open(''))).toEqual([]);
    expect([await inPostgres(), await inRedis()]).toEqual([2, 0]);
  });
});
