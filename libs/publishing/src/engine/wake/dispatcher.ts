import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from 'pino';
import { Listener } from '#lib/database';
import { CONFIG, type Config, LOGGER } from '#lib/kernel';
import { DUE_CHANNEL } from '../../wake-workers.repository.js';
import { PublishingMetrics } from '../follow/index.js';
import { HeldLeases, PublicationStore } from '../claim/index.js';
import { RestoreWatch } from '../read-back/index.js';
import { Heartbeat } from './heartbeat.js';
import { DueSweep } from './due-sweep.js';

/** Heartbeat interval, ms: a worker's death is seen within five seconds. */
const HEARTBEAT_MS = 1000;

/**
 * The worker's periodic tasks: sweeps for what is due within the lead time, prolongs leases, sends heartbeats. A
 * NOTIFY starts a sweep at once when a person's decision makes something due.
 */
@Injectable()
export class Dispatcher implements OnApplicationBootstrap {
  #timer: NodeJS.Timeout | null = null;
  #leases: NodeJS.Timeout | null = null;
  #heartbeats: NodeJS.Timeout | null = null;
  /** Listens for people's decisions; without it, the next sweep finds them. */
  readonly #listener: Listener;

  constructor(
    private readonly dueSweep: DueSweep,
    private readonly heartbeat: Heartbeat,
    private readonly publications: PublicationStore,
    private readonly heldLeases: HeldLeases,
    private readonly restoreWatch: RestoreWatch,
    private readonly metrics: PublishingMetrics,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.#listener = new Listener({
      url: config.DATABASE_ENGINE_URL,
      channel: DUE_CHANNEL,
      name: 'lineup-due',
      onNotify: () => void this.dueSweep.sweep(),
      onInterrupted: (error) =>
        logger.warn({ err: error }, 'no wake-up calls from the database; sweeping goes on'),
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.restoreWatch.ready();
    await this.#listener.start();
    await this.heartbeat.report();
    this.#timer = setInterval(() => void this.dueSweep.sweep(), this.config.SWEEP_MS);
    this.#leases = setInterval(() => void this.#keepAlive(), (this.config.LEASE_SECONDS * 1000) / 3);
    this.#heartbeats = setInterval(() => void this.heartbeat.once(), HEARTBEAT_MS);
    void this.dueSweep.sweep();
  }

  /** Stops looking for work; the delivery finishes or gives back what is held. */
  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    await this.dueSweep.stop();
    await this.#listener.stop();
  }

  /** Stops prolonging leases: the last thing before the database connection is closed. */
  async end(): Promise<void> {
    if (this.#leases) clearInterval(this.#leases);
    if (this.#heartbeats) clearInterval(this.#heartbeats);
    await this.restoreWatch.check();
    await this.heartbeat.end();
  }

  async #keepAlive(): Promise<void> {
    try {
      const held = this.heldLeases.all();
      this.metrics.held.set(held.length);
      const still = await this.publications.renew(held);
      for (const work of held) {
        if (!still.has(work.id) && this.heldLeases.all().includes(work)) this.heldLeases.lose(work);
      }
      await this.restoreWatch.check();
    } catch (error) {
      this.logger.warn({ err: error }, 'leases not prolonged');
    }
  }
}
