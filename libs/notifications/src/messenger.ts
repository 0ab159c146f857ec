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
 * them are dead. They take turns by the rows they lock.
 */
@Injectable()
export class Messenger implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | null = null;
  #round: Promise<void> | null = null;

  constructor(
    private readonly outbox: OutboxConsumer,
    private readonly mailer: Mailer,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => {
      this.#round ??= this.#run().finally(() => (this.#round = null));
    }, PAUSE_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    await this.#round;
  }

  async #run(): Promise<void> {
    try {
      await this.outbox.drain();
      await this.mailer.collect();
    } catch (error) {
      this.logger.warn({ err: error }, 'telling interrupted; the next round does its work');
    }
  }
}
