import { InjectQueue } from '@nestjs/bullmq';
import { Inject, Injectable } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { statfs } from 'node:fs/promises';
import { Database } from '#lib/database';
import { Clock, CONFIG, type Config, Probe } from '#lib/kernel';
import { MAIL_QUEUE } from '#lib/notifications';
import { PUBLISHING_QUEUE } from '#lib/publishing';
import { QUEUE_BACKEND, type QueueBackend } from '#lib/queue';
import { countDue, type DueRow, findWorkers, reachDatabase, type WorkerRow } from './health.repository.js';

/** Longest wait for a database or a queue, ms: the answer comes within two seconds. */
const TIMEOUT_MS = 1500;

export interface QueueMeasure {
  latencyMs: number | null;
  publishing: number | null;
  mail: number | null;
  policy: string | null;
}

/** Measures the installation; ages by the database's clock. */
@Injectable()
export class Measures {
  readonly #queueProbe = new Probe(async () => {
    const [publishing, mail, { policy }] = await Promise.all([
      this.publishing.count(),
      this.mail.count(),
      this.backend.ask(),
    ]);
    return { publishing, mail, policy };
  }, TIMEOUT_MS);

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @InjectQueue(PUBLISHING_QUEUE) private readonly publishing: Queue,
    @InjectQueue(MAIL_QUEUE) private readonly mail: Queue,
    @Inject(QUEUE_BACKEND) private readonly backend: QueueBackend,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  workers(): Promise<WorkerRow[]> {
    return findWorkers(this.database);
  }

  /**
   * Of one organisation, or of all. @throws Error when the database does not answer, which is then the only finding
   */
  due(organisationId: string | null = null): Promise<DueRow> {
    return countDue(this.database, organisationId);
  }

  async databaseMs(): Promise<number> {
    const started = this.clock.monotonicMs();
    await reachDatabase(this.database);
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
