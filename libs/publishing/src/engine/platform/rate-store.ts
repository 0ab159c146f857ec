import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import {
  type IRateLimiterOptions,
  RateLimiterPostgres,
  RateLimiterRedis,
  RateLimiterRes,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible';
import { LOGGER } from '#lib/kernel';
import { QUEUE_BACKEND, type QueueBackend } from '#lib/queue';

/** Longest wait for the store, ms. */
const PATIENCE_MS = 500;

/** A counter and its limit. */
export interface Counter {
  /** Network, kind, and channel or application: `tiktok:init:<channel>`. */
  key: string;
  limit: number;
  windowMs: number;
}

/**
 * Counters that all workers share: in Redis when the queue is in Redis, else in PostgreSQL. They only avoid
 * refusals: the network decides, so calls pass when the store does not answer.
 */
@Injectable()
export class RateStore {
  readonly #limiters = new Map<string, RateLimiterAbstract>();
  /** Questions that were waited for in vain and are not answered yet. */
  #late = 0;

  constructor(
    @Inject(QUEUE_BACKEND) private readonly backend: QueueBackend,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Counts one more.
   * @returns 0 when it is within the limit; else how long until the window ends, ms
   */
  async take(counter: Counter): Promise<number> {
    if (this.#late > 0) return 0;
    try {
      await this.#patiently(this.#limiter(counter).consume(counter.key));
      return 0;
    } catch (error) {
      if (error instanceof RateLimiterRes) return Math.max(1, error.msBeforeNext);
      this.logger.warn({ err: error, counter: counter.key }, 'rates are not counted; the network decides');
      return 0;
    }
  }

  /** @throws what the store does, and Error when it is silent: later calls do not wait until it has answered */
  async #patiently(answer: Promise<unknown>): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        this.#late += 1;
        const heard = (): void => void (this.#late -= 1);
        answer.then(heard, heard);
        reject(new Error('The store of rates does not answer'));
      }, PATIENCE_MS);
    });
    await Promise.race([answer, silence]).finally(() => clearTimeout(timer));
  }

  #limiter({ limit, windowMs }: Counter): RateLimiterAbstract {
    const kind = `${limit}/${windowMs}`;
    const known =
      this.#limiters.get(kind) ?? this.#open({ points: limit, duration: windowMs / 1000, keyPrefix: 'rate' });
    this.#limiters.set(kind, known);
    return known;
  }

  #open(options: IRateLimiterOptions): RateLimiterAbstract {
    const storeClient = this.backend.connection;
    return this.backend.kind === 'redis'
      ? new RateLimiterRedis({ ...options, storeClient, rejectIfRedisNotReady: true })
      : new RateLimiterPostgres({
          ...options,
          storeClient,
          schemaName: 'public',
          tableName: 'rate_counter',
          tableCreated: true,
        });
  }
}
