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

/** Live streams that one person may have open, over all their windows and all processes. */
export const MOST_STREAMS = 10;

/** How often a process says which of its streams are open, ms. */
const KEEP_MS = 15_000;
/** A stream of which nothing was said for so long went with its process, s. */
const FORGOTTEN_S = 45;
const RETRY_AFTER_S = 30;

/** Two of one person at the same moment count one after the other. */
const ONE_AT_A_TIME = `SELECT pg_advisory_xact_lock(hashtextextended($1, 1))`;
const FORGET = `DELETE FROM auth.live_stream WHERE user_id = $1 AND seen_at < now() - make_interval(secs => $2)`;
const TAKE = `
  INSERT INTO auth.live_stream (id, user_id)
  SELECT $1, $2 WHERE (SELECT count(*) FROM auth.live_stream WHERE user_id = $2) < $3 RETURNING id`;
/** One that was forgotten while the database was away is counted again. */
const KEEP = `
  WITH kept AS (
    INSERT INTO auth.live_stream (id, user_id) SELECT * FROM unnest($1::uuid[], $2::text[])
    ON CONFLICT (id) DO UPDATE SET seen_at = now() RETURNING id
  ) SELECT id FROM kept`;
const END =
  'WITH ended AS (DELETE FROM auth.live_stream WHERE id = ANY($1) RETURNING id) SELECT id FROM ended';

/**
 * How many live streams each person has open: each is a connection that does not end. A guard, as what a handler waits
 * for comes too late: the answer 200 is on its way by then.
 */
@Injectable()
export class OpenStreams implements CanActivate, OnModuleDestroy {
  /** Whose each is. */
  readonly #open = new Map<string, string>();
  readonly #keeping = setInterval(() => this.#keep(), KEEP_MS).unref();

  constructor(
    private readonly database: Database,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Takes a place until the connection closes.
   * @throws DomainError 429 for one too many
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
    const taken = await this.database.system(async (tx) => {
      await tx.query(ONE_AT_A_TIME, [userId]);
      await tx.query(FORGET, [userId, FORGOTTEN_S]);
      return tx.query<unknown[]>(TAKE, [id, userId, MOST_STREAMS]);
    });
    if (taken.length === 0) {
      throw new DomainError(429, 'too_many_streams', { limit: MOST_STREAMS }, [], {
        retryAfter: RETRY_AFTER_S,
      });
    }
    this.#open.set(id, userId);
    return id;
  }

  #end(id: string): void {
    if (this.#open.delete(id)) this.#write(END, [[id]]);
  }

  #keep(): void {
    if (this.#open.size > 0) this.#write(KEEP, [[...this.#open.keys()], [...this.#open.values()]]);
  }

  /** What is not written is forgotten by itself. */
  #write(sql: string, parameters: string[][]): void {
    void this.database
      .query(sql, parameters)
      .catch((error: unknown) => this.logger.warn({ err: error }, 'live streams are not counted'));
  }
}
