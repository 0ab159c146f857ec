import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { CONFIG, type Config, LOGGER } from '#lib/kernel';
import type { SlotLoad } from '../../worker-heartbeat.entity.js';
import { Delivery, VisibleCall } from '../act/index.js';
import { WakeTimers } from '../claim/index.js';
import { RestoreWatch } from '../read-back/index.js';
import { limitsOf, WorkerSlots } from './worker-slots.js';

/** A publication to look at. Entries of an older version have no channel and network. */
export interface WakeUpCall {
  organisationId: string;
  publicationId: string;
  channelId?: string | undefined;
  platform?: string | undefined;
}

/** Receives wake-up calls from the queue, the sweep and timers, and runs each within the share of its network. */
@Injectable()
export class WakeUpCalls {
  readonly #slots: WorkerSlots;
  readonly #running = new Set<Promise<void>>();
  #stopped = false;

  constructor(
    private readonly delivery: Delivery,
    private readonly restoreWatch: RestoreWatch,
    calls: VisibleCall,
    wakeTimers: WakeTimers,
    @Inject(CONFIG) config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.#slots = new WorkerSlots(limitsOf(config.WORKER_CONCURRENCY));
    calls.onAnswer = (channelId, tookMs) => this.#slots.note(channelId, tookMs);
    wakeTimers.onWake(
      ({ organisationId, id, channelId, platform }) =>
        void this.take({ organisationId, publicationId: id, channelId, platform }),
    );
  }

  /** Resolves when the slot of the caller is free, not when the publication is done. Never fails. */
  take({ organisationId, publicationId, channelId, platform }: WakeUpCall): Promise<void> {
    const key = { platform: platform ?? 'unknown', channel: channelId ?? publicationId };
    return this.#slots.enter(key, publicationId, () => {
      const looking = this.#look(organisationId, publicationId);
      this.#running.add(looking);
      return looking.finally(() => this.#running.delete(looking));
    });
  }

  /** Accepts nothing more, and waits for what has begun. */
  async stop(): Promise<void> {
    this.#stopped = true;
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  async #look(organisationId: string, publicationId: string): Promise<void> {
    try {
      await this.restoreWatch.ready();
      if (!this.#stopped) await this.delivery.work(organisationId, publicationId);
    } catch (error) {
      this.logger.warn({ err: error, publication: publicationId }, 'not looked at; the sweep will');
    }
  }

  /** By network: what this worker does, and what waits. */
  load(): Record<string, SlotLoad> {
    return this.#slots.load();
  }
}
