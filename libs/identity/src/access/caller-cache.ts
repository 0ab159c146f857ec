import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { hash } from 'node:crypto';
import type { Logger } from 'pino';
import { Listener } from '#lib/database';
import { Clock, CONFIG, type Config, LOGGER } from '#lib/kernel';
import type { Principal } from './principal.js';

/** A caller without what differs between requests. */
export type Caller = Omit<Principal, 'locale'>;

/** Longest time a caller is cached, ms. Only matters when a notification was lost unnoticed. */
export const CACHED_FOR_MS = 5000;

/** Most cached callers; above this the cache is cleared. */
const MOST = 10_000;

/**
 * Caches whose a key or a cookie is, for {@link CACHED_FOR_MS}, so that not every request queries the database.
 * PostgreSQL notifies each change of rights with its commit, which clears the cache; while the notification
 * connection is down, the cache stays empty. Refusals are never cached.
 */
@Injectable()
export class CallerCache implements OnModuleInit, OnApplicationShutdown {
  readonly #known = new Map<string, { caller: Caller; untilMs: number }>();
  readonly #listener: Listener;
  readonly #listeners = new Set<() => void>();
  /** Rises with each clearing: an answer requested before is not cached. */
  #generation = 0;

  constructor(
    private readonly clock: Clock,
    @Inject(CONFIG) config: Config,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.#listener = new Listener({
      url: config.DATABASE_ENGINE_URL,
      channel: 'lineup_access',
      name: 'lineup-access',
      onNotify: () => this.forget(),
      onInterrupted: (error) => {
        this.forget();
        logger.warn({ err: error }, 'changes of rights are not announced; every request asks for them');
      },
    });
  }

  async onModuleInit(): Promise<void> {
    await this.#listener.start();
  }

  /** @param credential a key or a cookie; only its hash is stored */
  async find(credential: string, ask: () => Promise<Caller | null>): Promise<Caller | null> {
    const id = hash('sha256', credential, 'base64');
    const known = this.#known.get(id);
    if (known && this.clock.monotonicMs() < known.untilMs) return known.caller;
    const generation = this.#generation;
    const caller = await ask();
    if (caller && generation === this.#generation && this.#listener.listening) {
      if (this.#known.size >= MOST) this.#known.clear();
      this.#known.set(id, { caller, untilMs: this.clock.monotonicMs() + CACHED_FOR_MS });
    }
    return caller;
  }

  /** Clears the cache for changes made by this process, which so hold before PostgreSQL notifies. */
  forget(): void {
    this.#generation++;
    this.#known.clear();
    for (const listener of this.#listeners) listener();
  }

  /** Calls the listener when rights or sessions changed, so that open responses can be checked again. */
  onForgotten(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#listener.stop();
  }
}
