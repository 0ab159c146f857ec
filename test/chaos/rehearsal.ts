import type { Pool } from 'pg';
import type { Platform } from '#lib/platforms';
import type { FAULTS } from '../../apps/sandbox/src/index.js';
import { type ApprovedPost, type Backend, countEffects, startStage } from '../support/stage.js';
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

export async function startRehearsal(backend: Backend): Promise<Rehearsal> {
  const stage = await startStage(backend);
  const { sandbox, database } = stage;
  const accounts = new Map<string, ApprovedPost>();
  let journal = new Map<string, string>();
  let hour = 0;

  return {
    async plan(platform) {
      const post = await stage.approved(platform);
      await stage.schedule(post.postId, LEAD_S + hour * APART_S);
      const { rows } = await database.query<{ id: string }>('SELECT id FROM publication WHERE post_id = $1', [
        post.postId,
      ]);
      const id = rows[0]?.id as string;
      accounts.set(id, post);
      return id;
    },
    nextHour: () => {
      hour += 1;
    },
    fault(publicationId, operation, fault) {
      const { platform, account } = accounts.get(publicationId) as ApprovedPost;
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
      return keepWorking(stage.env, points, () => untilSettled(database));
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
    visiblePosts: () => countEffects(sandbox, ['published', 'revealed']),
    visibleComments: () => countEffects(sandbox, ['comment']),
    journalOf: (id) => journal.get(id) ?? '',
    close: () => stage.close(),
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
