import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { LOGGER } from '#lib/kernel';
import { HeldLeases, LostLease, Timers, type Work } from '../claim/index.js';

/**
 * The runs in progress in this worker. A failing run affects no other, and the worker stops only after all have
 * ended.
 */
@Injectable()
export class RunsInProgress {
  readonly #running = new Set<Promise<void>>();
  readonly #stopping = new AbortController();

  constructor(
    private readonly heldLeases: HeldLeases,
    private readonly timers: Timers,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Aborted once the worker stops. */
  get stopping(): AbortSignal {
    return this.#stopping.signal;
  }

  /** Starts no visible call from now on; arming and reading back stop at their next pause. */
  beginStop(): void {
    this.timers.clear();
    this.#stopping.abort(new Error('the worker stops'));
  }

  /** Resolves when no run is in progress. */
  async over(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled([...this.#running]);
  }

  /** Catches every error of a run, then gives up the publication and its lease. */
  async guard(work: Work, running: Promise<void>): Promise<void> {
    try {
      await running;
    } catch (error) {
      this.heldLeases.drop(work);
      if (error instanceof LostLease) return;
      this.logger.error({ err: error, publication: work.id }, 'publication interrupted; its lease will end');
    }
  }

  /** Runs in the background, guarded. */
  track(work: Work, running: Promise<void>): void {
    const guarded = this.guard(work, running);
    this.#running.add(guarded);
    void guarded.finally(() => this.#running.delete(guarded));
  }
}
