import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { readFileSync } from 'node:fs';
import { Pool } from 'pg';
import sharp from 'sharp';
import type { Platform } from '#lib/platforms';
import { startApi, startSandbox, type TestApi, type TestSandbox } from './api.js';
import { redisUrl } from './database.js';
import { buildChannel, buildMember, type TestMember } from './factories.js';
import { requiredOptions, takesComments, takesVideosAlone } from './platforms.js';

export type Backend = 'postgres' | 'redis';

export interface ApprovedPost {
  postId: string;
  channelId: string;
  /** The account in the sandbox. */
  account: string;
  platform: Platform;
}

/** All of Lineup but the workers: sandbox, API, database and queue, and a manager who plans. */
export interface TestInstallation {
  api: TestApi;
  sandbox: TestSandbox;
  manager: TestMember;
  /** Who connects channels. */
  admin: TestMember;
  database: Pool;
  /** Environment of a worker of this installation: short leases, quick sweeps. */
  env: Record<string, string>;
  /** An approved post without a date, on that channel or one of its own. It has a first comment where the network takes one. */
  approved(
    platform: Platform,
    on?: { id: string; remoteId: string },
    /** In place of the usual poster or clip. */
    mediumId?: string,
  ): Promise<ApprovedPost>;
  /** Gives an approved post its due instant, seconds from now. */
  schedule(postId: string, seconds: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * @param settings more of them, for the API and the workers alike
 * @param servers addresses of a PostgreSQL and a Redis of one's own, to be broken at will; the run's when absent. `through`
 *   is the way that the API and the workers take to the database
 */
export async function startInstallation(
  backend: Backend,
  settings: Record<string, string> = {},
  servers: { postgres?: string; redis?: string; through?: (url: string) => string } = {},
): Promise<TestInstallation> {
  const queue = backend === 'redis' ? (servers.redis ?? redisUrl()) : '';
  const sandbox = await startSandbox();
  sandbox.control.shortenDelays(300);
  const api = await startApi(
    { ...sandbox.env, ARM_LEAD_SECONDS: '5', ...settings },
    {
      ...(servers.postgres ? { server: servers.postgres } : {}),
      ...(servers.through ? { through: servers.through } : {}),
    },
  );
  if (queue) {
    const redis = new Redis(queue);
    await redis.flushdb();
    redis.disconnect();
  }
  const manager = await buildMember(api, 'manager');
  const admin = await buildMember(api, 'admin', { organisation: manager.organisation });
  const media = await uploadMedia(manager);
  const database = new Pool({ connectionString: api.database.url });
  // A server that is stopped on purpose ends idle connections; whoever asks next is told.
  database.on('error', () => undefined);
  return {
    api,
    sandbox,
    manager,
    admin,
    database,
    env: {
      NODE_ENV: 'test',
      LOG_LEVEL: 'error',
      DATABASE_URL: servers.through?.(api.database.url) ?? api.database.url,
      LINEUP_HOME: api.config.LINEUP_HOME,
      LINEUP_SECRET: api.config.LINEUP_SECRET.reveal(),
      PUBLIC_URL: api.url,
      REDIS_URL: queue,
      LEASE_SECONDS: '5',
      SWEEP_MS: '200',
      ARM_LEAD_SECONDS: '5',
      VISIBILITY_DELAY_MS: '1000',
      ...sandbox.env,
      ...settings,
    },
    async approved(platform, on, mediumId) {
      const channel = on ?? (await buildChannel(api, manager.organisation, platform, { sandbox }));
      const medium = mediumId ?? (takesVideosAlone(platform) ? media.video : media.image);
      const postId = await approve(manager, platform, channel.id, medium);
      return { postId, channelId: channel.id, account: channel.remoteId, platform };
    },
    async schedule(postId, seconds) {
      // People plan by the minute; tests cannot wait for one. In one statement, as one decision is: a worker that looks
      // between two would find a publication of a post that wants nothing.
      await database.query(
        `WITH planned AS (
           UPDATE post SET due_at = now() + make_interval(secs => $2), state = 'scheduled' WHERE id = $1 RETURNING id
         )
         UPDATE publication SET due_at = now() + make_interval(secs => $2), wake_at = now() + make_interval(secs => $2 - 5)
         WHERE post_id = (SELECT id FROM planned)`,
        [postId, seconds],
      );
    },
    async close() {
      await database.end();
      await api.close();
      await sandbox.close();
    },
  };
}

async function uploadMedia(editor: TestMember): Promise<{ image: string; video: string }> {
  const image = await sharp({ create: { width: 1080, height: 1080, channels: 3, background: '#E4572E' } })
    .jpeg()
    .toBuffer();
  const upload = async (bytes: Buffer, name: string): Promise<string> => {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(bytes)]), name);
    form.append('altText', 'Une affiche orange');
    return String((await editor.http.send('POST', '/api/v1/media', form)).body.id);
  };
  return {
    image: await upload(image, 'affiche.jpg'),
    video: await upload(readFileSync('test/support/media/clip.mp4'), 'atelier.mp4'),
  };
}

async function approve(
  manager: TestMember,
  platform: Platform,
  channelId: string,
  mediumId: string,
): Promise<string> {
  const created = await manager.http.post('/api/v1/posts', {
    title: `Rehearsal ${channelId}`,
    // Networks refuse the same words twice.
    text: `Parlons solutions (${channelId}), rencontre ${randomUUID()}, samedi à 15 h.`,
    channelIds: [channelId],
    mediaIds: [mediumId],
    variants: {
      [channelId]: {
        options: requiredOptions(platform),
        ...(takesComments(platform) ? { firstComment: 'Inscriptions au café.' } : {}),
      },
    },
  });
  const id = String(created.body.id);
  const submitted = await manager.http.post(`/api/v1/posts/${id}/submit`, {});
  const { revision } = submitted.body as unknown as { revision?: { hash: string } };
  const decided = await manager.http.post(`/api/v1/posts/${id}/approve`, { revisionHash: revision?.hash });
  if (decided.status !== 200) throw new Error(JSON.stringify([created.body, submitted.body, decided.body]));
  return id;
}

/** The network will never take what this account sends: its people must hear of that. */
export function refuseForEver(
  { sandbox }: Pick<TestInstallation, 'sandbox'>,
  { platform, account }: Pick<ApprovedPost, 'platform' | 'account'>,
): void {
  const error = { code: 100, type: 'OAuthException', message: 'Invalid parameter' };
  const params = { status: 400, body: { error } };
  sandbox.control.armFault({ platform, account, operation: '*', fault: 'error', times: -1, params });
}

/** How many of these effects each account of the sandbox shows. */
export function countEffects(sandbox: TestSandbox, kinds: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const entry of sandbox.control.ledger({}).entries) {
    if (entry.kind !== 'effect' || !entry.account || !kinds.includes(String(entry.effect))) continue;
    counts[entry.account] = (counts[entry.account] ?? 0) + 1;
  }
  return counts;
}
