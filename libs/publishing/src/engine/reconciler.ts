import { Inject, Injectable } from '@nestjs/common';
import { Network } from '#lib/channels';
import { CONFIG, type Config } from '#lib/kernel';
import type { RemotePost } from '#lib/platforms';
import { afterUnknown, toStored } from '../rules/after-failure.js';
import { afterReading, ask } from '../rules/after-reading.js';
import { backoffMs, MAX_ATTEMPTS } from '../rules/backoff.js';
import { settle, type Settlement } from '../rules/settlement.js';
import { detailOf } from './arming.js';
import { StepIos } from './step-io.js';
import type { Work } from './work.js';

/** Found after a crash: the promise stands and its answer is lost. */
const WORKER_LOST = {
  class: 'unknown',
  code: 'worker_lost',
  message: 'The worker ended before it could note the answer',
  refused: false,
} as const;

/** Reads a network back for what nobody knows: whether a visible step whose answer was lost was made. */
@Injectable()
export class Reconciler {
  constructor(
    private readonly network: Network,
    private readonly ios: StepIos,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Longest time the network may hide a post from us after accepting it, ms. */
  visibilityMs(work: Work): number {
    return this.config.VISIBILITY_DELAY_MS ?? this.network.adapter(work.platform).visibilityDelayMs;
  }

  /**
   * One reading. A promise that is found for the first time is only given time: the network must be able to show what
   * it has before its silence means anything.
   */
  async read(work: Work, signal: AbortSignal): Promise<{ settlement: Settlement; found: RemotePost | null }> {
    const visibilityMs = this.visibilityMs(work);
    if (work.stage === 'firing') {
      return { settlement: afterUnknown(work, WORKER_LOST, visibilityMs), found: null };
    }
    try {
      const effect = this.ios.plan(work).find((step) => step.phase === 'fire')?.effect ?? 'once';
      const io = { ...this.ios.io(work, signal), since: work.firedAt ?? '' };
      const reading = await this.network.adapter(work.platform).reconcile(io);
      const settlement = afterReading(work, reading, effect, visibilityMs);
      return { settlement, found: reading.found === 'yes' ? reading : null };
    } catch (error) {
      if (signal.aborted) throw error;
      return { settlement: this.#unreadable(work, error), found: null };
    }
  }

  #unreadable(work: Work, error: unknown): Settlement {
    const detail = detailOf(error);
    const lastError = toStored(detail);
    const journal = [{ kind: 'unreadable', detail: { ...lastError } }];
    if (detail.class === 'auth') {
      return settle(work, {
        stage: 'reconciling',
        wakeInMs: work.lateLimitMs,
        lastError,
        channel: { reconnect: detail.code },
        journal,
      });
    }
    const readings = work.readings + (detail.scope === 'call' ? 0 : 1);
    if (readings > 2 * MAX_ATTEMPTS) return ask(work, readings, detail.message);
    return settle(work, {
      stage: 'reconciling',
      readings,
      wakeInMs: detail.retryAfterMs ?? backoffMs(readings, Math.random()),
      lastError,
      journal,
    });
  }
}
