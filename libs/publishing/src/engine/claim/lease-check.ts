import { Inject, Injectable } from '@nestjs/common';
import { Clock, CONFIG, type Config } from '#lib/kernel';
import { PlatformError } from '#lib/platforms';
import { PublicationStore } from './publication-store.js';
import type { Work } from './work.js';

/** An instant on both of this process's clocks, ms. */
export interface ClockReading {
  monotonic: number;
  wall: number;
}

/** Checks, just before sending, that this worker still holds what it was granted. */
@Injectable()
export class LeaseCheck {
  constructor(
    private readonly publications: PublicationStore,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  now(): ClockReading {
    return { monotonic: this.clock.monotonicMs(), wall: this.clock.now().getTime() };
  }

  /**
   * A process that was suspended (SIGSTOP, a sleeping laptop) between grant and request may have lost its lease.
   * What it still holds goes on: it only waited for a slow answer to the post before.
   * @param granted when the grant was asked for
   * @throws PlatformError which proves that nothing was sent; nothing will be
   */
  async confirm(work: Work, granted: ClockReading): Promise<void> {
    const limitMs = (this.config.LEASE_SECONDS * 1000) / 2;
    for (let last = granted; ;) {
      const now = this.now();
      // Two clocks, because the monotonic one may stop while a machine sleeps.
      if (Math.max(now.monotonic - last.monotonic, now.wall - last.wall) < limitMs) return;
      last = now;
      if (!(await this.publications.renew([work])).has(work.id)) break;
    }
    throw new PlatformError({
      class: 'transient',
      cause: 'interrupted',
      code: 'paused',
      message: 'The worker was paused before it could send',
      refused: true,
    });
  }
}
