import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { LOGGER } from '#lib/kernel';
import { Holdings, LostLease, Timers, type Work } from '../hold/index.js';

/** What goes on by itself in this worker: each run ends for itself, and the worker ends after all of them. */
@Injectable()
export class Runs {
  readonly #running = new Set<Promise<void>>();
  readonly #stopping = new AbortController();

  constructor(
    private readonly holdings: Holdings,
    private readonly timers: Timers,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Aborted once the worker stops. */
  get stopping(): AbortSignal {
    return this.#stopping.signal;
  }

  /** Nothing new becomes visible from now on; what is only prepared or read back stops at its next pause. */
  beginStop(): void {
    this.timers.clear();
    this.#stopping.abort(new Error('the worker stops'));
  }

  /** Resolves when nothing goes on any more. */
  async over(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled([...this.#running]);
  }

  /** Whatever goes wrong with one publication ends there: it is let go, and its lease with it. */
  async guard(work: Work, running: Promise<void>): Promise<void> {
    try {
      await running;
    } catch (error) {
      this.holdings.drop(work);
      if (error instanceof LostLease) return;
      this.logger.error({ err: error, publication: work.id }, 'publication interrupted; its lease will end');
    }
  }

  /** Lets a run go on by itself, guarded. */
  track(work: Work, running: Promise<void>): void {
    const guarded = this.guard(work, running);
    this.#running.add(guarded);
    void guarded.finally(() => this.#running.delete(guarded));
  }
}
