import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Clock, LOGGER } from '#lib/kernel';
import { SettledPosts } from '../follow/index.js';
import { PublicationStore } from '../claim/index.js';
import { Handover } from './handover.js';

const SWEEP_LIMIT = 500;
/** Every so many sweeps, the posts are repaired that a crash left inconsistent. */
const REPAIR_EVERY = 5;

/** Finds what is due for work and hands it to the queue; one sweep at a time. */
@Injectable()
export class DueSweep {
  #sweeping: Promise<void> | null = null;
  #again = false;
  #sweeps = 0;
  /** On the monotonic clock. */
  #sweptAt: number | null = null;
  #stopped = false;

  constructor(
    private readonly publications: PublicationStore,
    private readonly handover: Handover,
    private readonly posts: SettledPosts,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Since the last successful sweep, ms; null before the first. */
  get sweptAgoMs(): number | null {
    return this.#sweptAt === null ? null : this.clock.monotonicMs() - this.#sweptAt;
  }

  /** Hands everything that is due for work to the queue. Calls while one is running cause one more. */
  sweep(): Promise<void> {
    if (this.#sweeping) {
      this.#again = true;
      return this.#sweeping;
    }
    this.#sweeping = this.#sweepAll().finally(() => {
      this.#sweeping = null;
    });
    return this.#sweeping;
  }

  /** Starts no further round, and waits for the one that runs. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#sweeping;
  }

  async #sweepAll(): Promise<void> {
    try {
      do {
        this.#again = false;
        const due = await this.publications.sweep(SWEEP_LIMIT);
        if (due.length > 0) await this.handover.hand(due);
        if (due.length === SWEEP_LIMIT) this.#again = true;
      } while (this.#again && !this.#stopped);
      this.#sweptAt = this.clock.monotonicMs();
      if (++this.#sweeps % REPAIR_EVERY === 0) await this.posts.repair();
    } catch (error) {
      this.logger.warn({ err: error }, 'sweep interrupted; the next one does its work');
    }
  }
}
