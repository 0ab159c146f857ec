import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Logger } from 'pino';
import { LOGGER } from '#lib/kernel';
import { Mailer } from './mail/mailer.js';
import { OutboxConsumer } from './outbox/consumer.js';

/** Pause between two rounds, ms. */
const PAUSE_MS = 2000;

/**
 * Turns outbox messages into notifications in every process, API and workers: if only workers did, nobody would be
 * notified that they are all dead. Row locks keep the processes apart. E-mail has its own rounds, so that a queue
 * which does not answer delays nothing in the application.
 */
@Injectable()
export class NotificationRounds implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #timers: NodeJS.Timeout[] = [];
  #notifying: Promise<unknown> | null = null;

  constructor(
    private readonly outbox: OutboxConsumer,
    private readonly mailer: Mailer,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.#repeat(() => (this.#notifying = this.outbox.drain()), 'notifying');
    this.#repeat(() => this.mailer.collect(), 'collecting e-mail');
  }

  /** Finishes the messages in progress; digests not queued yet are queued by another process or the next start. */
  async beforeApplicationShutdown(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    await this.#notifying?.catch(() => undefined);
  }

  #repeat(round: () => Promise<unknown>, what: string, everyMs = PAUSE_MS): void {
    let running = false;
    const run = async (): Promise<void> => {
      if (running) return;
      running = true;
      try {
        await round();
      } catch (error) {
        this.logger.warn({ err: error }, `${what} interrupted; the next round does its work`);
      } finally {
        running = false;
      }
    };
    this.#timers.push(setInterval(() => void run(), everyMs));
  }
}
