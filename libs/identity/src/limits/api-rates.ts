import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { Request, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { Database } from '#lib/database';
import { addressGroup, Clock, CONFIG, type Config, LOGGER, sendProblem } from '#lib/kernel';
import { originOf } from '../access/origin.js';
import type { Principal } from '../access/principal.js';
import { addRequests } from './attempts.repository.js';
import { tooMany } from './attempts.js';

const WINDOW_MS = 60_000;
/** How often processes exchange their counts, ms: a flood gets two seconds more than its limit. */
const FLUSH_MS = 2000;

interface Bucket {
  /** Count of all processes at the last exchange. */
  shared: number;
  /** Requests counted here since. */
  fresh: number;
  /** On the monotonic clock. */
  endsMs: number;
}

/**
 * A generous rate limit, so that a script in a loop does not disturb others: by person, and by address for requests
 * without session or key. Counted in memory, exchanged between processes every two seconds in one statement. While
 * the database does not answer, each process counts alone, and nobody is refused for what is unknown.
 */
@Injectable()
export class ApiRates implements OnModuleInit, OnApplicationShutdown {
  readonly #buckets = new Map<string, Bucket>();
  readonly #anonymous = new WeakMap<object, string>();
  #timer: NodeJS.Timeout | null = null;
  #away = false;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    if (this.config.API_REQUESTS_PER_MINUTE === 0) return;
    this.#timer = setInterval(() => void this.flush(), FLUSH_MS).unref();
  }

  onApplicationShutdown(): void {
    if (this.#timer) clearInterval(this.#timer);
  }

  /** Before any query: limits what one address sends without a session. */
  readonly byAddress: RequestHandler = (request, response, next) => {
    const limit = this.config.API_REQUESTS_PER_MINUTE * 2;
    if (limit === 0) return next();
    const key = `api@${addressGroup(originOf(request, this.config).address)}`;
    const over = this.#count(key, limit);
    if (over === 0) {
      this.#anonymous.set(request, key);
      return next();
    }
    sendProblem(request, response, tooMany(over));
  };

  /** The request has a known caller: it counts for the person instead of the address. @throws DomainError 429 */
  countPerson(request: Request, { userId }: Principal): void {
    const limit = this.config.API_REQUESTS_PER_MINUTE;
    if (limit === 0) return;
    const address = this.#anonymous.get(request);
    const bucket = address === undefined ? undefined : this.#buckets.get(address);
    if (bucket) bucket.fresh -= 1;
    this.#anonymous.delete(request);
    const over = this.#count(`api|${userId}`, limit);
    if (over > 0) throw tooMany(over);
  }

  /** @returns 0 within the limit, else the seconds to wait */
  #count(key: string, limit: number): number {
    const now = this.clock.monotonicMs();
    let bucket = this.#buckets.get(key);
    if (!bucket || bucket.endsMs <= now) {
      bucket = { shared: 0, fresh: 0, endsMs: now + WINDOW_MS };
      this.#buckets.set(key, bucket);
    }
    if (bucket.shared + bucket.fresh >= limit) return Math.max(1, Math.ceil((bucket.endsMs - now) / 1000));
    bucket.fresh += 1;
    return 0;
  }

  /** Adds this process's counts and reads those of the others. */
  async flush(): Promise<void> {
    const now = this.clock.monotonicMs();
    for (const [key, { endsMs }] of this.#buckets) if (endsMs <= now) this.#buckets.delete(key);
    const told = [...this.#buckets].filter(([, { fresh }]) => fresh !== 0);
    if (told.length === 0) return;
    const counts = told.map(([key, { fresh }]) => ({ key, count: fresh }));
    // Requests counted while the statement runs belong to the next one.
    for (const [, bucket] of told) {
      bucket.shared += bucket.fresh;
      bucket.fresh = 0;
    }
    try {
      for (const { key, points, leftMs } of await addRequests(this.database, counts)) {
        const bucket = this.#buckets.get(key);
        if (bucket) Object.assign(bucket, { shared: points, endsMs: now + leftMs });
      }
      this.#away = false;
    } catch (error) {
      if (!this.#away) this.logger.warn({ err: error }, 'requests are counted by each process alone');
      this.#away = true;
    }
  }
}
