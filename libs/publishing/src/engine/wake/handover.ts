import { InjectQueue } from '@nestjs/bullmq';
import { Inject, Injectable } from '@nestjs/common';
import type { Queue } from 'bullmq';
import type { Logger } from 'pino';
import { LOGGER } from '#lib/kernel';
import { lookAtPublication, PUBLISHING_QUEUE } from '../../due.job.js';
import type { Due } from '../claim/index.js';
import { WakeUpCalls } from './wake-up-calls.js';

/** Longest wait for the queue to answer, ms, and its increment for each entry. */
const TIMEOUT_MS = 500;
const TIMEOUT_EACH_MS = 4;

/**
 * Hands what is due to the queue, which shares it among workers, or to this worker alone while the queue does not
 * answer. A queue entry that arrives late finds its publication claimed, because the database decides.
 */
@Injectable()
export class Handover {
  /** The queue was asked and has not answered. */
  #asking = false;

  constructor(
    @InjectQueue(PUBLISHING_QUEUE) private readonly queue: Pick<Queue, 'addBulk'>,
    @Inject(WakeUpCalls) private readonly wakeUpCalls: Pick<WakeUpCalls, 'take'>,
    @Inject(LOGGER) private readonly logger: Pick<Logger, 'warn'>,
  ) {}

  /** Never fails. Waits at most half a second for one entry, two and a half for the most a sweep finds. */
  async hand(due: readonly Due[]): Promise<void> {
    if (!this.#asking && (await this.#toQueue(due))) return;
    for (const entry of due) void this.wakeUpCalls.take(entry);
  }

  async #toQueue(due: readonly Due[]): Promise<boolean> {
    this.#asking = true;
    const added = this.queue
      .addBulk(due.map((data) => ({ name: lookAtPublication.name, data, opts: lookAtPublication.options })))
      .then(
        () => true,
        (error: unknown) => {
          this.logger.warn({ err: error }, 'the queue took nothing; this worker does its work');
          return false;
        },
      )
      .finally(() => {
        this.#asking = false;
      });
    let late: NodeJS.Timeout | undefined;
    const timeout = new Promise<false>((over) => {
      late = setTimeout(() => over(false), TIMEOUT_MS + TIMEOUT_EACH_MS * due.length);
    });
    const taken = await Promise.race([added, timeout]);
    clearTimeout(late);
    if (!taken && this.#asking) this.logger.warn('the queue is away; this worker does its work');
    return taken;
  }
}
