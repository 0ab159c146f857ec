import { type ConnectionOptions, createPostgresBackend, setDefaultBackendFactory } from 'bullmq';
import type { Redis } from 'ioredis';
import { Pool } from 'pg';
import type { Logger } from 'pino';
import { poolTimeouts, sessionLimits } from '#lib/database';
import { type Config, ConfigError, shareConnections } from '#lib/kernel';
import { QUEUE_SCHEMA } from './queue-schema.js';
import { probe } from './queue-tables.repository.js';
import { RedisConnections } from './redis-connections.js';

export interface QueueBackend {
  kind: 'postgres' | 'redis';
  connection: ConnectionOptions;
  /** Checks that the server answers. @returns its policy for full memory; null for PostgreSQL, and when unknown */
  ask(): Promise<{ policy: string | null }>;
  /** Before consumers are closed: a server that is away is not waited for any more. */
  leave(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the queue's server: Redis when `REDIS_URL` is set, else PostgreSQL. Must run before any queue is built,
 * since BullMQ takes its backend from one process-wide setting.
 * @throws ConfigError when Redis may drop entries when its memory is full
 */
export async function openBackend(config: Config, logger: Logger): Promise<QueueBackend> {
  return config.REDIS_URL ? redisBackend(config.REDIS_URL, logger) : postgresBackend(config, logger);
}

async function redisBackend(url: string, logger: Logger): Promise<QueueBackend> {
  // Without an argument: Redis again. One process opens one backend after the other in tests and rehearsals.
  setDefaultBackendFactory();
  const connections = new RedisConnections(url);
  const redis = connections.shared;
  redis.on('error', (error: unknown) => logger.warn({ err: error }, 'Redis is away; connecting goes on'));
  await redis.connect();
  const policy = await policyOf(redis);
  const forbids = await redis.config('GET', 'maxmemory-policy').then(
    () => false,
    () => true,
  );
  if (forbids) {
    logger.warn({ policy }, 'this Redis forbids CONFIG: make sure that its maxmemory-policy is noeviction');
  }
  if (policy !== null && policy !== 'noeviction') {
    redis.disconnect();
    throw new ConfigError([
      `REDIS_URL: maxmemory-policy is "${policy}"; set it to noeviction, or Redis may drop jobs`,
    ]);
  }
  return {
    kind: 'redis',
    connection: redis,
    ask: async () => {
      await redis.ping();
      return { policy: await policyOf(redis) };
    },
    leave: () => connections.leave(),
    close: async () => redis.disconnect(),
  };
}

/**
 * Reads Redis's policy for full memory. Managed Redis often forbids CONFIG; INFO gives the same. Null when neither
 * does.
 */
export async function policyOf(redis: Redis): Promise<string | null> {
  const told = await redis.info('memory').then(
    (text) => /^maxmemory_policy:(\S+)/mu.exec(text)?.[1],
    () => undefined,
  );
  if (told !== undefined) return told;
  return redis.config('GET', 'maxmemory-policy').then(
    (answer) => (answer as string[])[1] ?? null,
    () => null,
  );
}

async function postgresBackend(config: Config, logger: Logger): Promise<QueueBackend> {
  setDefaultBackendFactory(createPostgresBackend);
  const limitMs = config.DATABASE_TIMEOUT_SECONDS * 1000;
  const pool = new Pool({
    ...poolTimeouts(limitMs),
    connectionString: config.DATABASE_ENGINE_URL,
    max: shareConnections(config.DATABASE_POOL, false).queue,
    options: `-c search_path=${QUEUE_SCHEMA} -c role=lineup_engine ${sessionLimits(limitMs)}`,
    application_name: 'lineup-queue',
  });
  // The pool replaces an idle connection that the server closed; without a listener the error would end the
  // process.
  pool.on('error', (error: unknown) =>
    logger.warn({ err: error }, 'the queue lost a connection; it is replaced'),
  );
  // The Nest module's type only knows Redis; the PostgreSQL factory takes a pool.
  return {
    kind: 'postgres',
    connection: pool as unknown as ConnectionOptions,
    ask: async () => {
      await probe(pool);
      return { policy: null };
    },
    // Its pool waits for nothing without end.
    leave: async () => undefined,
    close: () => pool.end(),
  };
}
