import { readFileSync } from 'node:fs';
import { Redis } from 'ioredis';
import { Pool } from 'pg';
import sharp from 'sharp';
import type { Platform } from '#lib/platforms';
import { startApi, startSandbox, type TestSandbox } from '../support/api.js';
import { redisUrl } from '../support/database.js';
import { buildChannel, buildMember, type TestMember } from '../support/factories.js';
import type { FAULTS } from '../../apps/sandbox/src/index.js';
import { startWorker, type TestWorker } from '../support/worker.js';

type FaultName = (typeof FAULTS)[number];

export interface SettledPublication {
  id: string;
  platform: Platform;
  account: string;
  state: string;
  stage: string;
  lastError: unknown;
}

/** A stage on which workers may die: API, sandbox, database and queue stay, workers come and go. */
export interface Rehearsal {
  /** A post on a channel of its own, approved and due in a few seconds. @returns the publication's id */
  plan(platform: Platform): Promise<string>;
  /** What is planned from now on is due a little later. */
  nextHour(): void;
  fault(publicationId: string, operation: string, fault: FaultName): void;
  /** Worker after worker, each killed by one of the points, until everything is settled. @returns points that killed none */
  run(points: string[]): Promise<string[]>;
  settled(): Promise<SettledPublication[]>;
  visiblePosts(): Record<string, number>;
  visibleComments(): Record<string, number>;
  journalOf(publicationId: string): string;
  close(): Promise<void>;
}

/** Time before the first hour, s, and between two of them, so that a kill meets those of one hour only. */
const LEAD_S = 3;
const APART_S = 2;

export async function startRehearsal(backend: 'postgres' | 'redis'): Promise<Rehearsal> {
  const sandbox = await startSandbox();
  sandbox.control.changeSettings({ visibilityLagMs: 300, containerDelayMs: 200, videoDelayMs: 300 });
  const api = await startApi({ ...sandbox.env, ARM_LEAD_SECONDS: '5' });
  if (backend === 'redis') {
    const redis = new Redis(redisUrl());
    await redis.flushdb();
    redis.disconnect();
  }
  const manager = await buildMember(api, 'manager');
  const media = await uploadMedia(manager);
  const database = new Pool({ connectionString: api.database.url });
  const accounts = new Map<string, { platform: Platform; account: string }>();
  let journal = new Map<string, string>();
  let hour = 0;
  const env = {
    NODE_ENV: 'test',
    LOG_LEVEL: 'error',
    DATABASE_URL: api.database.url,
    LINEUP_HOME: api.config.LINEUP_HOME,
    LINEUP_SECRET: api.config.LINEUP_SECRET.reveal(),
    PUBLIC_URL: api.url,
    REDIS_URL: backend === 'redis' ? redisUrl() : '',
    LEASE_SECONDS: '5',
    SWEEP_MS: '200',
    ARM_LEAD_SECONDS: '5',
    VISIBILITY_DELAY_MS: '1000',
    ...sandbox.env,
  };

  return {
    async plan(platform) {
      const channel = await buildChannel(api, manager.organisation, platform, { sandbox });
      const post = await approved(manager, platform, channel.id, media);
      const lead = LEAD_S + hour * APART_S;
      const { rows } = await database.query<{ id: string }>(
        `UPDATE publication SET due_at = now() + make_interval(secs => $2), wake_at = now() + make_interval(secs => $2 - 5)
         WHERE post_id = $1 RETURNING id`,
        [post, lead],
      );
      await database.query(
        `UPDATE post SET due_at = now() + make_interval(secs => $2), state = 'scheduled' WHERE id = $1`,
        [post, lead],
      );
      const id = rows[0]?.id as string;
      accounts.set(id, { platform, account: channel.remoteId });
      return id;
    },
    nextHour: () => {
      hour += 1;
    },
    fault(publicationId, operation, fault) {
      const { platform, account } = accounts.get(publicationId) as { platform: Platform; account: string };
      sandbox.control.armFault({
        platform,
        account,
        operation,
        fault,
        times: 1,
        params: { delayMs: 30_000 },
      });
    },
    run: (points) => {
      hour = 0;
      return keepWorking(env, points, () => untilSettled(database));
    },
    async settled() {
      const { rows } = await database.query<SettledPublication>(
        `SELECT u.id, u.state, u.stage, u.last_error AS "lastError", c.platform, c.remote_id AS account
         FROM publication u JOIN channel c ON c.id = u.channel_id ORDER BY u.id`,
      );
      const lines = await database.query<{ id: string; line: string }>(
        `SELECT publication_id AS id, string_agg(kind, ' ' ORDER BY id) AS line FROM publication_event GROUP BY 1`,
      );
      journal = new Map(lines.rows.map((row) => [row.id, row.line]));
      return rows;
    },
    visiblePosts: () => count(sandbox, ['published', 'revealed']),
    visibleComments: () => count(sandbox, ['comment']),
    journalOf: (id) => journal.get(id) ?? '',
    async close() {
      await database.end();
      await api.close();
      await sandbox.close();
    },
  };
}

/** Runs worker after worker, each with the points that have not killed one yet, until all is settled. */
async function keepWorking(
  env: Record<string, string>,
  points: string[],
  settled: () => Promise<void>,
): Promise<string[]> {
  const left = new Set(points);
  let stopped = false;
  let current: TestWorker | null = null;
  const done = settled().then(async () => {
    stopped = true;
    await current?.stop();
  });
  while (!stopped) {
    current = await startWorker({ ...env, LINEUP_FAILPOINT: [...left].join(',') });
    if (stopped) await current.stop();
    const { failpoint, signal } = await current.ended;
    if (failpoint) left.delete(failpoint);
    else if (!stopped) throw new Error(`A worker ended by itself (${signal ?? 'no signal'})`);
  }
  await done;
  return [...left];
}

async function untilSettled(database: Pool): Promise<void> {
  for (;;) {
    const { rows } = await database.query<{ open: string }>(
      `SELECT count(*) AS open FROM publication WHERE wake_at IS NOT NULL`,
    );
    if (rows[0]?.open === '0') return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

function count(sandbox: TestSandbox, kinds: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const entry of sandbox.control.ledger({}).entries) {
    if (entry.kind !== 'effect' || !entry.account || !kinds.includes(String(entry.effect))) continue;
    counts[entry.account] = (counts[entry.account] ?? 0) + 1;
  }
  return counts;
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

/** @returns the id of an approved post without a date */
async function approved(
  manager: TestMember,
  platform: Platform,
  channelId: string,
  media: { image: string; video: string },
): Promise<string> {
  const tiktok = platform === 'tiktok';
  const created = await manager.http.post('/api/v1/posts', {
    title: `Rehearsal ${channelId}`,
    text: `Parlons solutions (${channelId}), samedi à 15 h.`,
    channelIds: [channelId],
    mediaIds: [tiktok ? media.video : media.image],
    variants: {
      [channelId]: tiktok
        ? { options: { privacyLevel: 'PUBLIC_TO_EVERYONE' } }
        : { firstComment: 'Inscriptions au café.' },
    },
  });
  const id = String(created.body.id);
  const submitted = await manager.http.post(`/api/v1/posts/${id}/submit`, {});
  const decided = await manager.http.post(`/api/v1/posts/${id}/approve`, {
    revisionHash: (submitted.body as { revision?: { hash: string } }).revision?.hash,
  });
  if (decided.status !== 200) throw new Error(JSON.stringify([created.body, submitted.body, decided.body]));
  return id;
}
