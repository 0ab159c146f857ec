import { InjectQueue } from '@nestjs/bullmq';
import { Inject, Injectable } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { statfs } from 'node:fs/promises';
import { Database } from '#lib/database';
import { Clock, CONFIG, type Config, Probe } from '#lib/kernel';
import { MAIL_QUEUE } from '#lib/notifications';
import { PUBLISHING_QUEUE } from '#lib/publishing';
import { QUEUE_BACKEND, type QueueBackend } from '#lib/queue';
import { LATE } from './late.sql.js';

/** A database or a queue that is away is waited for no longer than this, ms: whoever asks is told within two seconds. */
const PATIENCE_MS = 1500;

export interface WorkerRow {
  id: string;
  version: string;
  seenAt: Date;
  sweptAt: Date | null;
  seenAgoS: number;
  sweptAgoS: number | null;
  queueAgoS: number | null;
  clockOffsetMs: number;
}

export interface DueRow {
  due: number;
  late: number;
  oldestDueAt: Date | null;
  oldestDueS: number | null;
  mailsGivenUp: number;
  now: Date;
}

export interface QueueMeasure {
  latencyMs: number | null;
  publishing: number | null;
  mail: number | null;
  policy: string | null;
}

const AGO = (column: string): string => `floor(extract(epoch FROM clock_timestamp() - ${column}))::int`;

/** Takes the measures: each from where it is true, ages by the database's clock. */
@Injectable()
export class Measures {
  readonly #queueProbe = new Probe(async () => {
    const [publishing, mail, { policy }] = await Promise.all([
      this.publishing.count(),
      this.mail.count(),
      this.backend.ask(),
    ]);
    return { publishing, mail, policy };
  }, PATIENCE_MS);

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @InjectQueue(PUBLISHING_QUEUE) private readonly publishing: Queue,
    @InjectQueue(MAIL_QUEUE) private readonly mail: Queue,
    @Inject(QUEUE_BACKEND) private readonly backend: QueueBackend,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  workers(): Promise<WorkerRow[]> {
    return this.database.query(
      `SELECT id, version, seen_at AS "seenAt", swept_at AS "sweptAt", clock_offset_ms AS "clockOffsetMs",
         ${AGO('seen_at')} AS "seenAgoS", ${AGO('swept_at')} AS "sweptAgoS", ${AGO('queue_seen_at')} AS "queueAgoS"
       FROM worker_beat WHERE seen_at > clock_timestamp() - interval '1 hour' ORDER BY seen_at DESC LIMIT 100`,
    );
  }

  /** Of one organisation, or of all. @throws Error when the database does not answer: then nobody can be told anything but that */
  async due(organisationId: string | null = null): Promise<DueRow> {
    const [row] = await this.database.query<DueRow>(
      `SELECT count(*)::int AS due, count(*) FILTER (WHERE ${LATE})::int AS late, min(due_at) AS "oldestDueAt",
         ${AGO('min(due_at)')} AS "oldestDueS", clock_timestamp() AS now,
         (SELECT count(*)::int FROM mail_digest
          WHERE state = 'given_up' AND created_at > clock_timestamp() - interval '1 day') AS "mailsGivenUp"
       FROM publication u
       WHERE wake_at <= statement_timestamp() AND due_at <= statement_timestamp() AND state IN ('pending', 'publishing')
         AND ($1::uuid IS NULL OR organisation_id = $1)`,
      [organisationId],
    );
    if (!row) throw new Error('An aggregate always has a row');
    return row;
  }

  async databaseMs(): Promise<number> {
    const started = this.clock.monotonicMs();
    await this.database.query('SELECT 1');
    return Math.round(this.clock.monotonicMs() - started);
  }

  async queue(): Promise<QueueMeasure> {
    const started = this.clock.monotonicMs();
    const answer = await this.#queueProbe.ask();
    return {
      latencyMs: answer && Math.round(this.clock.monotonicMs() - started),
      publishing: answer?.publishing ?? null,
      mail: answer?.mail ?? null,
      policy: answer?.policy ?? null,
    };
  }

  async disk(): Promise<{ freeBytes: number; totalBytes: number } | null> {
    const found = await statfs(this.config.LINEUP_HOME).catch(() => null);
    return found && { freeBytes: found.bavail * found.bsize, totalBytes: found.blocks * found.bsize };
  }
}
