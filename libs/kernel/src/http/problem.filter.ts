import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import { conflict, DomainError, invalid, OperatorError } from '../errors.js';
import { faultOfMachine } from '../faults.js';
import { LOGGER } from '../logging.js';
import { sendProblem } from './problem.js';

/** Codes of refusals by Nest or Express themselves. */
const CODE_OF_STATUS: Record<number, string> = {
  400: 'invalid_json',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  413: 'too_large',
  415: 'unsupported_media_type',
  429: 'too_many_requests',
};

/** PostgreSQL's codes for a text that cannot be stored, such as one with U+0000: the sender's fault. */
const UNSTORABLE = new Set(['22021', '22P05']);

/** PostgreSQL's codes for concurrent writes of the same key, and for a reference that is gone (class 23). */
const UNIQUE_VIOLATION = '23505';
const FOREIGN_KEY_VIOLATION = '23503';

/** Error code by unique constraint; others give a general one. */
const TAKEN: Record<string, string> = {
  channel_account: 'channel_exists',
  format_key: 'format_exists',
  member_once: 'member_exists',
};

/** PostgreSQL's codes for an invalid id or instant, as a forged cursor may have. */
const UNREADABLE = new Set(['22P02', '22007', '22008']);

/** The route's pattern, because some addresses have a secret in them; the path where no route took the request. */
const routeOf = (request: Request): string =>
  (request.route as { path?: string } | undefined)?.path ?? request.path;

/** Turns every error into RFC 9457 problem+json; an unexpected one is logged once and answered with 500. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    const error = this.#toDomain(thrown, request);
    if (error.status >= 500) {
      this.logger.error({ err: thrown, method: request.method, path: routeOf(request) }, 'request failed');
    }
    if (response.headersSent) {
      response.end();
      return;
    }
    sendProblem(request, response, error);
  }

  #toDomain(thrown: unknown, request: Request): DomainError {
    if (thrown instanceof OperatorError) return new DomainError(thrown.status, thrown.shownAs);
    if (thrown instanceof DomainError) return thrown;
    // Thrown inside Express's body parser, which wraps it.
    if (thrown instanceof HttpException && thrown.cause instanceof DomainError) return thrown.cause;
    const code = (thrown as { code?: string })?.code ?? '';
    if (code === UNIQUE_VIOLATION) {
      return conflict(TAKEN[(thrown as { constraint?: string }).constraint ?? ''] ?? 'already_exists');
    }
    if (code === FOREIGN_KEY_VIOLATION) return conflict('reference_gone');
    if (UNSTORABLE.has(code)) return new DomainError(422, 'invalid_input');
    if (UNREADABLE.has(code) && request.query.cursor) {
      return invalid([{ path: 'cursor', code: 'cursor_invalid' }]);
    }
    const fault = faultOfMachine(thrown);
    if (fault) return fault;
    const status =
      thrown instanceof HttpException ? thrown.getStatus() : (thrown as { status?: unknown })?.status;
    if (typeof status === 'number' && status >= 400 && status < 500) {
      const limit = (thrown as { limit?: number }).limit;
      return new DomainError(
        status,
        CODE_OF_STATUS[status] ?? 'invalid_input',
        limit ? { limit: Math.floor(limit / 1e6) } : {},
      );
    }
    return new DomainError(500, 'internal');
  }
}
