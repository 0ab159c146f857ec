import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { hash } from 'node:crypto';
import type { Logger } from 'pino';
import { Listener } from '#lib/database';
import { Clock, CONFIG, type Config, LOGGER } from '#lib/kernel';
import type { Principal } from './principal.js';

/** A caller without what differs from request to request. */
export type Caller = Omit<Principal, 'locale'>;

/** How long a caller is known at most, ms. It only matters when a notification got lost and nobody noticed. */
export const KNOWN_FOR_MS = 5000;

/** Callers known at a time; beyond that all are forgotten, and asked for again. */
const MOST = 10_000;

/**
 * Who a key or a cookie belongs to, remembered for {@link KNOWN_FOR_MS} so that not every request asks. A change of
 * rights is announced by PostgreSQL with its commit, and everyone is forgotten; so is everyone, and nobody remembered,
 * while the connection that tells is away. Refusals are never remembered.
 */
@Injectable()
export class KnownCallers implements OnModuleInit, OnApplicationShutdown {
  readonly #known = new Map<string, { caller: Caller; untilMs: number }>();
  readonly #listener: Listener;
  /** Rises when everyone is forgotten: an answer asked for before that is not worth remembering. */
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

  /** @param credential a key or a cookie; only its hash is kept */
  async find(credential: string, ask: () => Promise<Caller | null>): Promise<Caller | null> {
    const id = hash('sha256', credential, 'base64');
    const known = this.#known.get(id);
    if (known && this.clock.monotonicMs() < known.untilMs) return known.caller;
    const generation = this.#generation;
    const caller = await ask();
    if (caller && generation === this.#generation && this.#listener.listening) {
      if (this.#known.size >= MOST) this.#known.clear();
      this.#known.set(id, { caller, untilMs: this.clock.monotonicMs() + KNOWN_FOR_MS });
    }
    return caller;
  }

  /** For changes made here: whoever was told that they are done finds them done, even before PostgreSQL says so. */
  forget(): void {
    this.#generation++;
    this.#known.clear();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#listener.stop();
  }
}
