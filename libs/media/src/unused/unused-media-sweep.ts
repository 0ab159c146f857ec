import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Logger } from 'pino';
import { LOGGER } from '#lib/kernel';
import { UnusedMedia } from './unused-media.js';

const EVERY_MS = 6 * 3_600_000;
/** Delay after the start, so that the process does more urgent work first, ms. */
const FIRST_MS = 120_000;
const BATCH = 200;
/** Media checked in one statement. */
const LOOKED_AT = 1_000;
/** Batches per round; the next round continues. */
const BATCHES = 50;

/** Removes unused media from time to time. Runs in every process; two at once do no harm. */
@Injectable()
export class UnusedMediaSweep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #timers: NodeJS.Timeout[] = [];
  #sweeping: Promise<void> | null = null;
  #stopped = false;

  constructor(
    private readonly unused: UnusedMedia,
    @Inject(LOGGER) private readonly logger: Pick<Logger, 'info' | 'warn'>,
  ) {}

  onApplicationBootstrap(): void {
    this.#timers.push(setTimeout(() => this.#begin(), FIRST_MS).unref());
    this.#timers.push(setInterval(() => this.#begin(), EVERY_MS).unref());
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#stopped = true;
    for (const timer of this.#timers) clearTimeout(timer);
    await this.#sweeping;
  }

  #begin(): void {
    this.#sweeping ??= this.#sweep().finally(() => (this.#sweeping = null));
  }

  /** What cannot be removed now is tried again in the next round. */
  async #sweep(): Promise<void> {
    try {
      await this.unused.look(LOOKED_AT);
      const hidden = await this.#all((batch) => this.unused.hide(batch));
      const purged = await this.#all((batch) => this.unused.purge(batch));
      if (hidden + purged > 0) this.logger.info({ hidden, purged }, 'unused media went');
    } catch (error) {
      this.logger.warn({ err: error }, 'unused media could not all be removed');
    }
  }

  async #all(work: (batch: number) => Promise<number>): Promise<number> {
    let rows = 0;
    for (let round = 0; round < BATCHES && !this.#stopped; round++) {
      const done = await work(BATCH);
      rows += done;
      if (done < BATCH) break;
    }
    return rows;
  }
}
