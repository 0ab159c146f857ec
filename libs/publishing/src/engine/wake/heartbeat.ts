import { InjectQueue } from '@nestjs/bullmq';
import { Inject, Injectable } from '@nestjs/common';
import type { Queue } from 'bullmq';
import type { Logger } from 'pino';
import { Database } from '#lib/database';
import { Clock, LOGGER } from '#lib/kernel';
import { PUBLISHING_QUEUE } from '../../due.job.js';
import { PublicationStore } from '../claim/index.js';
import { HEARTBEAT, REMOVE_WORKER, QUEUE_SEEN } from './heartbeat.sql.js';
import { WakeUpCalls } from './wake-up-calls.js';
import { DueSweep } from './due-sweep.js';

const VERSION = '0.1.0';

/** The worker's heartbeat: that it runs, what it does, and whether it reaches its queue. */
@Injectable()
export class Heartbeat {
  #reporting = false;
  /** The queue was asked and has not answered. */
  #asking = false;

  constructor(
    @InjectQueue(PUBLISHING_QUEUE) private readonly queue: Queue,
    private readonly database: Database,
    private readonly publications: PublicationStore,
    private readonly dueSweep: DueSweep,
    private readonly wakeUpCalls: WakeUpCalls,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** One at a time: while the database does not answer, heartbeats must not pile up. Never fails. */
  async once(): Promise<void> {
    if (this.#reporting) return;
    this.#reporting = true;
    await this.report()
      .catch((error: unknown) => this.#unwritten(error))
      .finally(() => (this.#reporting = false));
  }

  /** @throws Error while the database does not answer */
  async report(): Promise<void> {
    const { worker } = this.publications;
    await HEARTBEAT.rows(this.database, {
      worker,
      version: VERSION,
      clockMs: this.clock.now().getTime(),
      sweptAgoMs: this.dueSweep.sweptAgoMs,
      slots: JSON.stringify(this.wakeUpCalls.load()),
    });
    // Not awaited: a queue that does not answer must not stop the heartbeat, and the heartbeat must not stand for
    // the queue.
    if (!this.#asking) void this.#reachQueue(worker);
  }

  /** Never fails. One question at a time: while the queue is away, they must not pile up. */
  async #reachQueue(worker: string): Promise<void> {
    this.#asking = true;
    await this.queue
      .count()
      .then(
        () => QUEUE_SEEN.rows(this.database, { worker }),
        (error: unknown) => this.logger.warn({ err: error }, 'the queue does not answer'),
      )
      .catch((error: unknown) => this.#unwritten(error))
      .finally(() => (this.#asking = false));
  }

  /** Removes this worker. */
  async end(): Promise<void> {
    await REMOVE_WORKER.rows(this.database, { worker: this.publications.worker });
  }

  #unwritten(error: unknown): void {
    this.logger.warn({ err: error }, 'the heartbeat was not written');
  }
}
