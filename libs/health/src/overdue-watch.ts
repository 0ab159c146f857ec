import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Logger } from 'pino';
import { Database } from '#lib/database';
import { LOGGER } from '#lib/kernel';
import { NOTE_OVERDUE } from './overdue.sql.js';

/** Pause between two checks, ms. */
const PAUSE_MS = 15_000;

/**
 * Looks for overdue publications. Runs in the API as well as in every worker, because they are most likely when all
 * workers are dead.
 */
@Injectable()
export class OverdueWatch implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | null = null;
  #looking: Promise<unknown> | null = null;

  constructor(
    private readonly database: Database,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => {
      this.#looking ??= this.look()
        .catch((error: unknown) => this.logger.warn({ err: error }, 'not looked for overdue publications'))
        .finally(() => (this.#looking = null));
    }, PAUSE_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    await this.#looking;
  }

  /** @returns how many people were notified of: each once for as long as it is overdue */
  async look(): Promise<number> {
    const notified = (await NOTE_OVERDUE.row(this.database))?.notified ?? 0;
    if (notified > 0) {
      this.logger.error({ count: notified }, 'publications are due and nobody has tried them');
    }
    return notified;
  }
}
