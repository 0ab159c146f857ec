import {
  Inject,
  Injectable,
  type OnApplicationShutdown,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import { Client } from 'pg';
import type { Logger } from 'pino';
import { Subject } from 'rxjs';
import { CONFIG, type Config, LOGGER } from '#lib/kernel';

export interface Change {
  table: 'post' | 'publication';
  organisationId: string;
  id: string;
  postId: string | null;
}

/** What changed in the database, as it is committed, whichever process did it. Reconnects by itself. */
@Injectable()
export class Changes implements OnModuleInit, OnModuleDestroy, OnApplicationShutdown {
  readonly stream = new Subject<Change>();
  #client: Client | null = null;
  #retry: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.#listen();
  }

  /** Before the server closes, which waits for its streams to end. */
  onModuleDestroy(): void {
    this.#closed = true;
    if (this.#retry) clearTimeout(this.#retry);
    this.stream.complete();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#client?.end();
  }

  async #listen(): Promise<void> {
    const client = new Client({
      connectionString: this.config.DATABASE_URL,
      application_name: 'lineup-changes',
    });
    client.on('notification', ({ payload }) => {
      if (payload) this.stream.next(JSON.parse(payload) as Change);
    });
    client.on('error', (error) => this.#again(error));
    client.on('end', () => this.#again(null));
    try {
      await client.connect();
      await client.query('LISTEN lineup_changes');
      this.#client = client;
    } catch (error) {
      this.#again(error);
    }
  }

  #again(error: unknown): void {
    if (this.#closed || this.#retry) return;
    if (error) this.logger.warn({ err: error }, 'live updates interrupted, connecting again');
    this.#retry = setTimeout(() => {
      this.#retry = null;
      void this.#listen();
    }, 1000);
  }
}
