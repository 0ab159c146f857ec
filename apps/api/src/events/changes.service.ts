import {
  Inject,
  Injectable,
  type OnApplicationShutdown,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import type { Logger } from 'pino';
import { Subject } from 'rxjs';
import { Listener } from '#lib/database';
import { CONFIG, type Config, LOGGER } from '#lib/kernel';

export interface Change {
  table: 'post' | 'publication' | 'notification';
  organisationId: string;
  /** Only of a notification: its person. */
  id: string;
  postId: string | null;
  /** Only of a post: its establishment, and the former one when it has moved. */
  establishmentId?: string | null;
  formerEstablishmentId?: string | null;
}

/** Committed changes of the database, by any process. */
@Injectable()
export class Changes implements OnModuleInit, OnModuleDestroy, OnApplicationShutdown {
  readonly stream = new Subject<Change>();
  /** Changes were missed: listeners must read everything again. */
  readonly missed = new Subject<void>();
  readonly #listener: Listener;

  constructor(@Inject(CONFIG) config: Config, @Inject(LOGGER) logger: Logger) {
    this.#listener = new Listener({
      url: config.DATABASE_ENGINE_URL,
      channel: 'lineup_changes',
      name: 'lineup-changes',
      onNotify: (payload) => this.stream.next(JSON.parse(payload) as Change),
      onInterrupted: (error) => logger.warn({ err: error }, 'live updates interrupted, connecting again'),
      onResumed: () => this.missed.next(),
    });
  }

  async onModuleInit(): Promise<void> {
    await this.#listener.start();
  }

  /** Before the server closes, which waits for its streams to end. */
  onModuleDestroy(): void {
    this.stream.complete();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#listener.stop();
  }
}
