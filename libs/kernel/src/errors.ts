import { errorSentence } from './messages/index.js';

/** One error in one input, with its JSON path. Codes are stable; messages are translated. */
export interface InputIssue {
  path: string;
  code: string;
  message?: string;
  limit?: number;
  actual?: number;
  /** The channel a posting problem belongs to. */
  channelId?: string;
}

/** Longer than a restart of the database usually takes, s. */
const RETRY_AFTER_S = 5;

export type ErrorParams = Record<string, string | number>;

/**
 * A refusal that the caller can understand and act upon, answered as RFC 9457 problem+json. Any other error is our
 * fault: status 500, logged once, no detail shown.
 */
export class DomainError extends Error {
  constructor(
    readonly status: number,
    /** Stable, snake_case; the key of the sentence in the catalogues. */
    readonly code: string,
    readonly params: ErrorParams = {},
    readonly issues: InputIssue[] = [],
    /** Further members of the problem document, e.g. the two nearest choices of a refused local time. */
    readonly extra: Record<string, unknown> = {},
  ) {
    super(code);
    this.name = 'DomainError';
  }
}

/**
 * An error whose sentence is for operators: it names settings and addresses, which a caller of the API must not see.
 * Log, start and doctor show it; callers get `shownAs`.
 */
export class OperatorError extends DomainError {
  constructor(
    status: number,
    code: string,
    params: ErrorParams,
    /** Code of the callers' sentence, which takes no params. */
    readonly shownAs: string,
  ) {
    super(status, code, params);
    this.name = 'OperatorError';
    this.message = errorSentence(code, 'en', params);
  }
}

/** Unknown id, or one of another organisation: the same answer for both, so that ids cannot be probed. */
export const notFound = (what: string): DomainError => new DomainError(404, 'not_found', { what });
export const forbidden = (): DomainError => new DomainError(403, 'forbidden');
export const unauthenticated = (): DomainError => new DomainError(401, 'unauthenticated');
/** The database does not answer now: the caller may try again in a few seconds. */
export const unavailable = (): DomainError =>
  new DomainError(503, 'unavailable', {}, [], { retryAfter: RETRY_AFTER_S });
/** The database stopped answering during a commit: the caller must look before trying again. */
export const outcomeUnknown = (): DomainError =>
  new DomainError(503, 'outcome_unknown', {}, [], { retryAfter: RETRY_AFTER_S });
export const conflict = (
  code: string,
  params: ErrorParams = {},
  extra: Record<string, unknown> = {},
): DomainError => new DomainError(409, code, params, [], extra);
export const invalid = (
  issues: InputIssue[],
  code = 'invalid_input',
  extra: Record<string, unknown> = {},
): DomainError => new DomainError(422, code, {}, issues, extra);
