import { Inject, Injectable } from '@nestjs/common';
import { Clock, CONFIG, type Config } from '#lib/kernel';
import { PlatformError } from '#lib/platforms';
import { Store } from './store.js';
import type { Work } from './work.js';

/** An instant on both of this process's clocks, ms. */
export interface Instant {
  monotonic: number;
  wall: number;
}

/** Knows whether what was granted is still this worker's when the time has come to send it. */
@Injectable()
export class LeaseCheck {
  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  now(): Instant {
    return { monotonic: this.clock.monotonicMs(), wall: this.clock.now().getTime() };
  }

  /**
   * A process that was stopped (SIGSTOP, a sleeping laptop) between the grant and the request may have lost its lease. What
   * is still its own goes on: it only waited for a slow answer to the post before.
   * @param granted when the grant was asked for
   * @throws PlatformError proof that nothing was sent, and nothing is sent any more
   */
  async confirm(work: Work, granted: Instant): Promise<void> {
    const limitMs = (this.config.LEASE_SECONDS * 1000) / 2;
    for (let last = granted; ;) {
      const now = this.now();
      // Two clocks: the monotonic one may stand still while a machine sleeps.
      if (Math.max(now.monotonic - last.monotonic, now.wall - last.wall) < limitMs) return;
      last = now;
      if (!(await this.store.renew([work])).has(work.id)) break;
    }
    throw new PlatformError({
      class: 'transient',
      code: 'paused',
      message: 'The worker was paused before it could send',
      refused: true,
    });
  }
}
