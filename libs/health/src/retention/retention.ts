import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Logger } from 'pino';
import { Database, withLongTimeout } from '#lib/database';
import { CONFIG, type Config, LOGGER } from '#lib/kernel';
import { RETENTION_RULES, type RetentionRule } from './retention-rules.js';
import { forget, mayForget } from './retention.repository.js';

const EVERY_MS = 3_600_000;
/** Delay after the start, so that the process does more urgent work first, ms. */
const FIRST_MS = 60_000;
/** Rows per transaction: few enough that nobody waits for their locks. */
const BATCH = 1_000;
/** Batches per kind and round; the next round continues. */
const BATCHES = 200;

/** Deletes old rows in batches. Runs in every process; one at a time deletes. */
@Injectable()
export class Retention implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #timers: NodeJS.Timeout[] = [];
  #sweeping: Promise<unknown> | null = null;
  #stopped = false;

  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
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

  /** @returns how many rows were deleted, by kind */
  async sweep(batch = BATCH): Promise<Record<string, number>> {
    const gone: Record<string, number> = {};
    for (const rule of RETENTION_RULES) {
      const rows = await this.#sweepOne(rule, batch);
      if (rows > 0) gone[rule.what] = rows;
    }
    if (Object.keys(gone).length > 0) this.logger.info({ gone }, 'what was over is forgotten');
    return gone;
  }

  async #sweepOne(rule: RetentionRule, batch: number): Promise<number> {
    let rows = 0;
    for (let round = 0; round < BATCHES && !this.#stopped; round++) {
      const removed = await this.#batch(rule, batch);
      rows += removed ?? 0;
      if (removed === null || removed < batch) break;
    }
    return rows;
  }

  /** @returns null while another process deletes */
  #batch({ what, days }: RetentionRule, batch: number): Promise<number | null> {
    return this.database.system(async (tx) => {
      if (!(await mayForget(tx))) return null;
      return withLongTimeout(tx, () => forget(tx, what, days(this.config), batch));
    });
  }

  #begin(): void {
    this.#sweeping ??= this.sweep()
      .catch((error: unknown) => this.logger.warn({ err: error }, 'what is over was not all forgotten'))
      .finally(() => (this.#sweeping = null));
  }
}
