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
 * Every process that serves people or publishes also tells: were it only the workers, nobody would hear that all of
 * them are dead. They take turns by the rows they lock. E-mail goes its own round, so that a queue which does not answer
 * keeps nothing from the application.
 */
@Injectable()
export class Messenger implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #timers: NodeJS.Timeout[] = [];
  #telling: Promise<unknown> | null = null;

  constructor(
    private readonly outbox: OutboxConsumer,
    private readonly mailer: Mailer,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.#repeat(() => (this.#telling = this.outbox.drain()), 'telling');
    this.#repeat(() => this.mailer.collect(), 'collecting e-mail');
  }

  /** What is being told is told; e-mail that was not handed to the queue is handed to it by whoever runs next. */
  async beforeApplicationShutdown(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    await this.#telling?.catch(() => undefined);
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
