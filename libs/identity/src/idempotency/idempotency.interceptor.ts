import {
  type CallHandler,
  type ExecutionContext,
  Inject,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Response } from 'express';
import type { Logger } from 'pino';
import { catchError, concatMap, from, map, type Observable, of, throwError } from 'rxjs';
import { Database, type Noted, noteTransactions } from '#lib/database';
import { Clock, DomainError, isOutcomeUnknown, LOGGER, Vault } from '#lib/kernel';
import type { AuthenticatedRequest } from '../access/access.decorator.js';
import type { Principal } from '../access/principal.js';
import {
  clearOldKeys,
  findKept,
  forgetKey,
  keepAnswer,
  type KeptAnswer,
  type KeyName,
  noteTransaction,
  takeKey,
} from './idempotency.repository.js';
import { SHOWN_ONCE, withoutSecrets } from './shown-once.js';

/** A transaction in doubt is noted before its key is free again, which is two minutes after it was taken, ms. */
const NOTED_WITHIN_MS = 60_000;
const NOTE_AGAIN_MS = 1_000;

interface Answer {
  body: unknown;
  etag?: string | undefined;
}

/**
 * `Idempotency-Key` on POST: the same key and request within 24 hours gets the first answer again, without effect;
 * the same key with another request gets 422. A refused request may be repeated with its key. Answers are stored
 * sealed, and without secrets that are shown once (shown-once.ts).
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
    private readonly reflector: Reflector,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  intercept(
    context: ExecutionContext,
    next: CallHandler,
  ): Observable<unknown> | Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const key = request.headers['idempotency-key'];
    const who = request.principal;
    // Uploads are streams, not bodies: their content hash already makes them idempotent.
    if (request.method !== 'POST' || !who || typeof key !== 'string' || request.is('multipart/form-data')) {
      return next.handle();
    }
    const secrets = this.reflector.get<string[] | undefined>(SHOWN_ONCE, context.getHandler()) ?? [];
    return this.#once(request, context.switchToHttp().getResponse<Response>(), who, key, next, secrets);
  }

  async #once(
    request: AuthenticatedRequest,
    response: Response,
    who: Principal,
    key: string,
    next: CallHandler,
    secrets: readonly string[],
  ): Promise<Observable<unknown>> {
    if (key.length < 1 || key.length > 200) throw new DomainError(422, 'idempotency_key_invalid');

    const fingerprint = createHash('sha256')
      .update(`${request.method} ${request.originalUrl}\n${JSON.stringify(request.body ?? null)}`)
      .digest('hex');
    const name = { organisationId: who.organisationId, userId: who.userId, key };
    const kept = await this.#reserve(name, fingerprint);
    if (kept) {
      if (kept.fingerprint !== fingerprint) throw new DomainError(422, 'idempotency_key_reused');
      if (kept.done) throw new DomainError(409, 'idempotency_key_done');
      if (kept.status === null || kept.body === null) throw new DomainError(409, 'idempotency_key_busy');
      response.status(kept.status).setHeader('Idempotent-Replayed', 'true');
      const answer = JSON.parse(this.vault.open(kept.body, sealContext(name)).reveal()) as Answer;
      if (answer.etag) response.setHeader('ETag', answer.etag);
      return of(answer.body);
    }
    const noted: Noted = { transaction: null };
    return noteTransactions(noted, () => next.handle()).pipe(
      catchError((error: unknown) => {
        // The request may have taken effect: the key stays taken, and the transaction tells later callers whether.
        if (isOutcomeUnknown(error)) {
          void this.#note(name, noted);
          return throwError(() => error);
        }
        return from(this.#forget(name)).pipe(concatMap(() => throwError(() => error)));
      }),
      concatMap((body: unknown) => {
        const etag = response.getHeader('ETag')?.toString();
        const kept = { body: withoutSecrets(body ?? null, secrets), etag };
        return from(this.#keep(name, response.statusCode, kept, noted)).pipe(map(() => body));
      }),
    );
  }

  /**
   * Also deletes some expired keys, and those that a crash left without an answer.
   * @returns the stored answer, or null when the key is now taken for this request
   */
  async #reserve(name: KeyName, fingerprint: string): Promise<KeptAnswer | null> {
    return this.database.inOrganisation(name.organisationId, async (tx) => {
      await clearOldKeys(tx, name.organisationId);
      return (await takeKey(tx, name, fingerprint)) ? null : findKept(tx, name);
    });
  }

  /** The work is done, so the person gets the answer even when it cannot be stored. */
  async #keep(name: KeyName, status: number, answer: Answer, noted: Noted): Promise<void> {
    try {
      const sealed = this.vault.seal(JSON.stringify(answer), sealContext(name));
      await this.database.read(name.organisationId, (tx) => keepAnswer(tx, name, status, sealed));
    } catch (error) {
      this.logger.warn({ err: error }, 'the answer to an Idempotency-Key was not kept');
      void this.#note(name, noted);
    }
  }

  /** Nobody waits for it: the database may be away. Never fails; after a while the key may be another request's. */
  async #note(name: KeyName, { transaction }: Noted): Promise<void> {
    if (transaction === null) return;
    const until = this.clock.monotonicMs() + NOTED_WITHIN_MS;
    for (;;) {
      try {
        return await this.database.read(name.organisationId, (tx) => noteTransaction(tx, name, transaction));
      } catch (error) {
        if (this.clock.monotonicMs() > until) {
          return this.logger.warn(
            { err: error },
            'an Idempotency-Key is free although its request may be done',
          );
        }
        await sleep(NOTE_AGAIN_MS, undefined, { ref: false });
      }
    }
  }

  async #forget(name: KeyName): Promise<void> {
    try {
      await this.database.read(name.organisationId, (tx) => forgetKey(tx, name));
    } catch (error) {
      this.logger.warn({ err: error }, 'an Idempotency-Key stays taken for two minutes');
    }
  }
}

/** Binds a sealed answer to its row. */
const sealContext = ({ organisationId, userId, key }: KeyName): string =>
  `${organisationId}|${userId}|${key}`;
