import { Redis } from 'ioredis';
import { Client } from 'pg';
import { type Failpoint, settingOf } from '#lib/kernel';
import { type Platform, PLATFORMS } from '#lib/platforms';
import { SANDBOX_PLATFORMS } from '../../apps/sandbox/src/index.js';
import { type OwnPostgres, startPostgres, startRedis } from '../support/servers.js';
import {
  type ApprovedPost,
  type Backend,
  type TestInstallation,
  startInstallation,
} from '../support/installation.js';
import { startWorker, type TestWorker } from '../support/worker.js';
import { NotificationRounds } from '../../libs/notifications/src/notification-rounds.js';
import { installAudit } from './audit.js';

export interface Planned extends ApprovedPost {
  id: string;
  /** Read after it was scheduled, ms since 1970 on the database's clock. */
  dueAt: number;
  /** Where it is stopped. */
  point?: Failpoint;
  /** What is done to it, for the report. */
  cell: string;
}

export interface WorldOptions {
  /** A program that takes the worker's place: what shows that the judge can fail. */
  program?: string;
}

/**
 * What a server confirms must outlive its crash, or a promise written before a request is worth nothing. Tests turn that
 * off for speed; a setting of roles comes before that of the server. Of all roles: processes sign in as others than the owner.
 */
async function keepsCommits({ url }: OwnPostgres): Promise<void> {
  const session = new Client({ connectionString: url });
  await session.connect();
  await session.query('ALTER ROLE ALL SET synchronous_commit = on');
  await session.end();
}

/** Channels are looked after often, and credentials can be renewed where that changes what is kept. */
const KEEPING = {
  CHANNEL_ROUND_MS: '500',
  ...Object.fromEntries(
    PLATFORMS.filter((platform) => SANDBOX_PLATFORMS[platform].rotates).flatMap((platform) => [
      [settingOf(platform, 'CLIENT_ID'), 'lineup'],
      [settingOf(platform, 'CLIENT_SECRET'), 'of the application'],
    ]),
  ),
};

/** A whole Lineup of our own, every part of which may be broken at will. */
export interface World {
  backend: Backend;
  installation: TestInstallation;
  postgres: OwnPostgres;
  /** Everything planned so far. */
  planned: Planned[];
  approve(platform: Platform, cell: string): Promise<ApprovedPost & { cell: string }>;
  /** Gives all of them an hour together, seconds from now. */
  schedule(
    posts: (ApprovedPost & { cell: string; inSeconds: number; point?: Failpoint })[],
  ): Promise<Planned[]>;
  worker(env?: Record<string, string>, preload?: string): Promise<TestWorker>;
  flushQueue(): Promise<void>;
  restartQueue(): Promise<void>;
  close(): Promise<void>;
}

export async function openWorld(backend: Backend, { program }: WorldOptions = {}): Promise<World> {
  const postgres = await startPostgres();
  await keepsCommits(postgres);
  const redis = backend === 'redis' ? await startRedis() : null;
  const installation = await startInstallation(
    backend,
    // The queue of the API is the worker's: what breaks, breaks for both.
    { REDIS_URL: redis?.url ?? '' },
    { postgres: postgres.url, ...(redis ? { redis: redis.url } : {}) },
  );
  await installAudit(installation.database);
  // Messages are left to the workers: they are what is broken.
  await installation.api.app.get(NotificationRounds, { strict: false }).beforeApplicationShutdown();
  const planned: Planned[] = [];
  return {
    backend,
    installation,
    postgres,
    planned,
    async approve(platform, cell) {
      const post = await installation.approved(platform);
      // Nobody looks after its channel unless a round wants it.
      await installation.database.query(
        `UPDATE channel SET keep_at = now() + interval '1 day' WHERE id = $1`,
        [post.channelId],
      );
      return { ...post, cell };
    },
    async schedule(posts) {
      const fresh: Planned[] = [];
      for (const { inSeconds, ...post } of posts) {
        await installation.schedule(post.postId, inSeconds);
        const { rows } = await installation.database.query<{ id: string; dueAt: Date }>(
          'SELECT id, due_at AS "dueAt" FROM publication WHERE post_id = $1',
          [post.postId],
        );
        const [row] = rows;
        if (!row) throw new Error(`Nothing was planned for ${post.postId}`);
        fresh.push({ ...post, id: row.id, dueAt: row.dueAt.getTime() });
      }
      planned.push(...fresh);
      return fresh;
    },
    worker: (env = {}, preload) =>
      startWorker(
        { ...installation.env, ...KEEPING, WORKER_CONCURRENCY: '200', ...env },
        { ...(program ? { program } : {}), ...(preload ? { preload } : {}) },
      ),
    async flushQueue() {
      if (!redis) return;
      const client = new Redis(redis.url);
      await client.flushall();
      client.disconnect();
    },
    async restartQueue() {
      await redis?.crash();
      await redis?.restart();
    },
    async close() {
      await installation.close();
      await redis?.stop();
      await postgres.stop();
    },
  };
}
