import { Injectable } from '@nestjs/common';
import { PlatformClient } from '#lib/channels';
import { type CallRate, PlatformError, type PlatformHttp } from '#lib/platforms';
import type { Work } from '../claim/index.js';
import { RateStore } from './rate-store.js';
import { UsageWatch } from './usage-watch.js';

/** The networks' HTTP client, limited to the rates that each account has per kind of call. */
@Injectable()
export class PacedHttp {
  constructor(
    private readonly platforms: PlatformClient,
    private readonly store: RateStore,
    private readonly usage: UsageWatch,
  ) {}

  /**
   * `send` throws, beside the client's own errors, a PlatformError of scope `call` before a rate would be exceeded.
   */
  of(work: Work): PlatformHttp {
    const http = this.platforms.http(work);
    const rates = this.platforms.adapter(work.platform).rates ?? [];
    return {
      warm: (origin, connections) => http.warm(origin, connections),
      send: async (request, signal) => {
        for (const rate of rates) if (rate.matches(request)) await this.#take(work, rate);
        const answer = await http.send(request, signal);
        this.usage.note(work, answer);
        return answer;
      },
    };
  }

  async #take(work: Work, { name, limit, windowMs }: CallRate): Promise<void> {
    const waitMs = await this.store.take({
      key: `${work.platform}:${name}:${work.channelId}`,
      limit,
      windowMs,
    });
    if (waitMs === 0) return;
    throw new PlatformError({
      class: 'rate_limited',
      cause: 'quota',
      code: 'own_rate',
      message: `${limit} calls of kind ${name} in ${windowMs / 1000} s`,
      refused: true,
      retryAfterMs: waitMs,
      scope: 'call',
      hint: 'rate_limited',
    });
  }
}
