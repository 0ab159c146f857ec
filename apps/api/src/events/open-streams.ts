import {
  type CanActivate,
  type ExecutionContext,
  Inject,
  Injectable,
  type OnModuleDestroy,
} from '@nestjs/common';
import type { Response } from 'express';
import type { Logger } from 'pino';
import { Database } from '#lib/database';
import type { AuthenticatedRequest } from '#lib/identity';
import { DomainError, LOGGER, newId, unauthenticated } from '#lib/kernel';
import { addStream, endStream, keepStreams } from './open-streams.repository.js';

/** Most live streams of one person, over all windows and processes. */
export const MOST_STREAMS = 10;

/** How often a process refreshes the rows of its open streams, ms. */
const KEEP_MS = 15_000;
/** A stream not refreshed for this long ended with its process, s. */
const FORGOTTEN_S = 45;
const RETRY_AFTER_S = 30;

/**
 * Limits a person's live streams, because each keeps a connection open. A guard, because a handler's error would
 * come after the status 200.
 */
@Injectable()
export class OpenStreams implements CanActivate, OnModuleDestroy {
  /** The person of each open stream. */
  readonly #open = new Map<string, string>();
  readonly #keeping = setInterval(() => this.#keep(), KEEP_MS).unref();

  constructor(
    private readonly database: Database,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Takes a place until the connection closes.
   * @throws DomainError 429 above the limit
   */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const { principal } = http.getRequest<AuthenticatedRequest>();
    if (!principal) throw unauthenticated();
    const id = await this.#take(principal.userId);
    const response = http.getResponse<Response>();
    if (response.closed) this.#end(id);
    else response.once('close', () => this.#end(id));
    return true;
  }

  onModuleDestroy(): void {
    clearInterval(this.#keeping);
  }

  async #take(userId: string): Promise<string> {
    const id = newId();
    const taken = await this.database.system((tx) =>
      addStream(tx, { id, userId, most: MOST_STREAMS, forgottenS: FORGOTTEN_S }),
    );
    if (!taken) {
      throw new DomainError(429, 'too_many_streams', { limit: MOST_STREAMS }, [], {
        retryAfter: RETRY_AFTER_S,
      });
    }
    this.#open.set(id, userId);
    return id;
  }

  #end(id: string): void {
    if (this.#open.delete(id)) this.#log(endStream(this.database, id));
  }

  #keep(): void {
    if (this.#open.size > 0) this.#log(keepStreams(this.database, this.#open));
  }

  /** A failed write is harmless: the row expires by itself. */
  #log(written: Promise<void>): void {
    written.catch((error: unknown) => this.logger.warn({ err: error }, 'live streams are not counted'));
  }
}
