import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { PlatformClient } from '#lib/channels';
import { Clock, LOGGER } from '#lib/kernel';
import type { PlatformResponse } from '#lib/platforms';
import { pauseFor } from '../../rules/usage.js';
import type { Work } from '../claim/index.js';
import { Holds } from './holds.js';

/**
 * Reads in every answer how much of the allowance is used, and holds the account or the network before it runs out.
 */
@Injectable()
export class UsageWatch {
  /** End of the holds this process has asked for, on the monotonic clock (ms), so that many answers ask once. */
  readonly #held = new Map<string, number>();

  constructor(
    private readonly platforms: PlatformClient,
    private readonly holds: Holds,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Never fails: an unreadable usage header must not lose the answer. */
  note(work: Work, answer: PlatformResponse): void {
    for (const reading of this.platforms.adapter(work.platform).usage?.(answer, work.account) ?? []) {
      const pauseMs = pauseFor(reading);
      const whose = reading.of === 'app' ? work.platform : work.channelId;
      const until = this.clock.monotonicMs() + pauseMs;
      if (pauseMs === 0 || until < (this.#held.get(whose) ?? 0) + pauseMs / 2) continue;
      this.#held.set(whose, until);
      this.logger.warn(
        { platform: work.platform, channel: work.channelId, ...reading },
        'allowance nearly used',
      );
      this.holds
        .hold(work, pauseMs, reading.of === 'app' ? 'app' : 'channel')
        .catch((error: unknown) => this.logger.warn({ err: error }, 'a hold was not written'));
    }
  }
}
