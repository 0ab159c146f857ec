import { type ConnectionOptions, createPostgresBackend, setDefaultBackendFactory } from 'bullmq';
import { Redis } from 'ioredis';
import { Pool } from 'pg';
import { type Config, ConfigError } from '#lib/kernel';

/** Schema of BullMQ's own tables. */
export const QUEUE_SCHEMA = 'bullmq';

export interface QueueBackend {
  kind: 'postgres' | 'redis';
  connection: ConnectionOptions;
  close(): Promise<void>;
}

/**
 * Where the queue lives: Redis when `REDIS_URL` is set, else PostgreSQL. Must run before any queue is built, since
 * BullMQ takes its backend from one process-wide setting.
 * @throws ConfigError when the Redis may drop entries under memory pressure
 */
export async function openBackend(config: Config): Promise<QueueBackend> {
  return config.REDIS_URL ? redisBackend(config.REDIS_URL) : postgresBackend(config);
}

async function redisBackend(url: string): Promise<QueueBackend> {
  // BullMQ asks for null: a blocked consumer must outlive a restart of Redis.
  const redis = new Redis(url, { maxRetriesPerRequest: null, lazyConnect: true });
  await redis.connect();
  const policy = ((await redis.config('GET', 'maxmemory-policy')) as string[])[1];
  if (policy && policy !== 'noeviction') {
    redis.disconnect();
    throw new ConfigError([
      `REDIS_URL: maxmemory-policy is "${policy}"; set it to noeviction, or Redis may drop jobs`,
    ]);
  }
  return { kind: 'redis', connection: redis, close: async () => redis.disconnect() };
}

async function postgresBackend(config: Config): Promise<QueueBackend> {
  setDefaultBackendFactory(createPostgresBackend);
  const pool = new Pool({
    connectionString: config.DATABASE_ENGINE_URL,
    // Above the number of listening consumers, each of which keeps one.
    max: 6,
    options: `-c search_path=${QUEUE_SCHEMA} -c role=lineup_engine`,
    application_name: 'lineup-queue',
  });
  // An idle connection that the server ends is replaced; without a listener it would end the process.
  pool.on('error', () => undefined);
  // The Nest module only knows the Redis type; the PostgreSQL factory takes a pool.
  return { kind: 'postgres', connection: pool as unknown as ConnectionOptions, close: () => pool.end() };
}
