import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from 'pino';
import { Listener } from '#lib/database';
import { CONFIG, type Config, LOGGER } from '#lib/kernel';
import { DUE_CHANNEL } from '../../wake-workers.repository.js';
import { PublishingMetrics } from '../follow/index.js';
import { Holdings, Store } from '../hold/index.js';
import { Recovery } from '../read-back/index.js';
import { Beat } from './beat.js';
import { Sweeper } from './sweeper.js';

/** Heartbeat interval, ms: a worker's death is seen within five seconds. */
const REPORT_MS = 1000;

/**
 * The worker's periodic tasks: sweeps for what is due within the lead time, prolongs leases, sends heartbeats. A
 * NOTIFY starts a sweep at once when a person's decision makes something due.
 */
@Injectable()
export class Dispatcher implements OnApplicationBootstrap {
  #timer: NodeJS.Timeout | null = null;
  #beat: NodeJS.Timeout | null = null;
  #reports: NodeJS.Timeout | null = null;
  /** Listens for people's decisions; without it, the next sweep finds them. */
  readonly #listener: Listener;

  constructor(
    private readonly sweeper: Sweeper,
    private readonly beat: Beat,
    private readonly store: Store,
    private readonly holdings: Holdings,
    private readonly recovery: Recovery,
    private readonly metrics: PublishingMetrics,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.#listener = new Listener({
      url: config.DATABASE_ENGINE_URL,
      channel: DUE_CHANNEL,
      name: 'lineup-due',
      onNotify: () => void this.sweeper.sweep(),
      onInterrupted: (error) =>
        logger.warn({ err: error }, 'no wake-up calls from the database; sweeping goes on'),
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.recovery.ready();
    await this.#listener.start();
    await this.beat.report();
    this.#timer = setInterval(() => void this.sweeper.sweep(), this.config.SWEEP_MS);
    this.#beat = setInterval(() => void this.#keepAlive(), (this.config.LEASE_SECONDS * 1000) / 3);
    this.#reports = setInterval(() => void this.beat.once(), REPORT_MS);
    void this.sweeper.sweep();
  }

  /** Stops looking for work; the delivery finishes or gives back what is held. */
  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    await this.sweeper.stop();
    await this.#listener.stop();
  }

  /** Stops prolonging leases: the last thing before the database connection is closed. */
  async end(): Promise<void> {
    if (this.#beat) clearInterval(this.#beat);
    if (this.#reports) clearInterval(this.#reports);
    await this.recovery.beat();
    await this.beat.end();
  }

  async #keepAlive(): Promise<void> {
    try {
      const held = this.holdings.all();
      this.metrics.held.set(held.length);
      const still = await this.store.renew(held);
      for (const work of held) {
        if (!still.has(work.id) && this.holdings.all().includes(work)) this.holdings.lose(work);
      }
      await this.recovery.beat();
    } catch (error) {
      this.logger.warn({ err: error }, 'leases not prolonged');
    }
  }
}
