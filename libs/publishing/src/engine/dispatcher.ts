import { InjectQueue } from '@nestjs/bullmq';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Queue } from 'bullmq';
import type { Logger } from 'pino';
import { Database, Listener } from '#lib/database';
import { Clock, CONFIG, type Config, LOGGER } from '#lib/kernel';
import { Delivery } from './delivery.js';
import { PUBLISHING_QUEUE } from './due.job.js';
import { Handover } from './handover.js';
import { Intake } from './intake.js';
import { PublishingMetrics } from './metrics.js';
import { PostStates } from './post-states.service.js';
import { Recovery } from './recovery.js';
import { Store } from './store.js';

const SWEEP_LIMIT = 500;
/** Every so many sweeps, posts that a crash left behind are repaired. */
const REPAIR_EVERY = 5;
const VERSION = '0.1.0';
/** A worker says so often that it is there: its death is seen within five seconds, ms. */
const REPORT_MS = 1000;

/**
 * The worker's heartbeat: sweeps for what is due within the lead time and hands it to the queue, prolongs leases,
 * reports that it is alive. Woken at once when a person's decision makes something due.
 */
@Injectable()
export class Dispatcher implements OnApplicationBootstrap {
  #timer: NodeJS.Timeout | null = null;
  #beat: NodeJS.Timeout | null = null;
  #reports: NodeJS.Timeout | null = null;
  #reporting = false;
  #sweeping: Promise<void> | null = null;
  #again = false;
  #sweeps = 0;
  /** On the monotonic clock. */
  #sweptAt: number | null = null;
  #stopped = false;
  /** People's decisions say so by a notification; without it, the next sweep would find out. */
  readonly #listener: Listener;

  constructor(
    @InjectQueue(PUBLISHING_QUEUE) private readonly queue: Queue,
    private readonly store: Store,
    private readonly handover: Handover,
    private readonly intake: Intake,
    private readonly delivery: Delivery,
    private readonly posts: PostStates,
    private readonly recovery: Recovery,
    private readonly database: Database,
    private readonly metrics: PublishingMetrics,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.#listener = new Listener({
      url: config.DATABASE_ENGINE_URL,
      channel: 'lineup_due',
      name: 'lineup-due',
      onNotify: () => void this.sweep(),
      onInterrupted: (error) =>
        logger.warn({ err: error }, 'no wake-up calls from the database; sweeping goes on'),
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.recovery.ready();
    await this.#listener.start();
    await this.#report();
    this.#timer = setInterval(() => void this.sweep(), this.config.SWEEP_MS);
    this.#beat = setInterval(() => void this.#keepAlive(), (this.config.LEASE_SECONDS * 1000) / 3);
    this.#reports = setInterval(() => void this.#reportOnce(), REPORT_MS);
    void this.sweep();
  }

  /** Stops looking for work; what is held is the delivery's to finish or give back. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearInterval(this.#timer);
    await this.#sweeping;
    await this.#listener.stop();
  }

  /** Stops prolonging leases: the last thing before the database is left. */
  async end(): Promise<void> {
    if (this.#beat) clearInterval(this.#beat);
    if (this.#reports) clearInterval(this.#reports);
    await this.recovery.beat();
    await this.database.query(
      'WITH gone AS (DELETE FROM worker_beat WHERE id = $1 RETURNING id) SELECT id FROM gone',
      [this.store.worker],
    );
  }

  /** Hands everything that is due for work to the queue. Calls while one is running cause one more. */
  sweep(): Promise<void> {
    if (this.#sweeping) {
      this.#again = true;
      return this.#sweeping;
    }
    this.#sweeping = this.#sweepAll().finally(() => {
      this.#sweeping = null;
    });
    return this.#sweeping;
  }

  async #sweepAll(): Promise<void> {
    try {
      do {
        this.#again = false;
        const due = await this.store.sweep(SWEEP_LIMIT);
        if (due.length > 0) await this.handover.hand(due);
        if (due.length === SWEEP_LIMIT) this.#again = true;
      } while (this.#again && !this.#stopped);
      this.#sweptAt = this.clock.monotonicMs();
      if (++this.#sweeps % REPAIR_EVERY === 0) await this.posts.repair();
    } catch (error) {
      this.logger.warn({ err: error }, 'sweep interrupted; the next one does its work');
    }
  }

  async #keepAlive(): Promise<void> {
    try {
      const held = this.delivery.holdings.all();
      this.metrics.held.set(held.length);
      const still = await this.store.renew(held);
      for (const work of held) {
        if (!still.has(work.id) && this.delivery.holdings.all().includes(work)) {
          this.delivery.holdings.lose(work);
        }
      }
      await this.recovery.beat();
    } catch (error) {
      this.logger.warn({ err: error }, 'leases not prolonged');
    }
  }

  /** One at a time: a database that stands still must not find a minute's reports when it goes on. */
  async #reportOnce(): Promise<void> {
    if (this.#reporting) return;
    this.#reporting = true;
    await this.#report()
      .catch((error: unknown) => this.logger.warn({ err: error }, 'the beat was not written'))
      .finally(() => (this.#reporting = false));
  }

  async #report(): Promise<void> {
    const now = this.clock.now().getTime();
    const sweptAgoMs = this.#sweptAt === null ? null : this.clock.monotonicMs() - this.#sweptAt;
    await this.database.query(
      `WITH beat AS (
         INSERT INTO worker_beat (id, version, clock_offset_ms, swept_at, slots)
         VALUES ($1, $2, $3 - extract(epoch FROM clock_timestamp()) * 1000, clock_timestamp() - make_interval(secs => $4::float8 / 1000), $5)
         ON CONFLICT (id) DO UPDATE SET seen_at = now(), clock_offset_ms = excluded.clock_offset_ms, swept_at = excluded.swept_at,
           slots = excluded.slots
         RETURNING id
       ) SELECT id FROM beat`,
      [this.store.worker, VERSION, now, sweptAgoMs, JSON.stringify(this.intake.standing())],
    );
    // On its own: a queue that is away must not stop the beat, nor the beat vouch for the queue.
    void this.queue
      .count()
      .then(
        () =>
          this.database.query(
            `WITH beat AS (UPDATE worker_beat SET queue_seen_at = now() WHERE id = $1 RETURNING id) SELECT id FROM beat`,
            [this.store.worker],
          ),
        (error: unknown) => this.logger.warn({ err: error }, 'the queue does not answer'),
      )
      .catch((error: unknown) => this.logger.warn({ err: error }, 'the beat was not written'));
  }
}
