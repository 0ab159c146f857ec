import { errorSentence } from './messages/index.js';

/** One thing wrong with one input, addressed by its JSON path. Codes are stable; messages are translated. */
export interface InputIssue {
  path: string;
  code: string;
  message?: string;
  limit?: number;
  actual?: number;
  /** The channel a posting problem belongs to. */
  channelId?: string;
}

/** Longer than a database takes to restart, s. */
const RETRY_AFTER_S = 5;

export type ErrorParams = Record<string, string | number>;

/**
 * A refusal that the caller can understand and act upon; becomes RFC 9457 problem+json. Anything else that is
 * thrown is a fault of ours: status 500, logged once, nothing of it shown.
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
 * A refusal whose sentence is for whoever runs Lineup: it names settings and addresses, which a caller of the API has no
 * business with. The log, the start and the doctor say it; callers are told `shownAs`.
 */
export class OperatorError extends DomainError {
  constructor(
    status: number,
    code: string,
    params: ErrorParams,
    /** Code of the sentence for callers, which takes no params. */
    readonly shownAs: string,
  ) {
    super(status, code, params);
    this.name = 'OperatorError';
    this.message = errorSentence(code, 'en', params);
  }
}

/** Unknown id, or one of another organisation: the two are not told apart, so ids cannot be probed. */
export const notFound = (what: string): DomainError => new DomainError(404, 'not_found', { what });
export const forbidden = (): DomainError => new DomainError(403, 'forbidden');
export const unauthenticated = (): DomainError => new DomainError(401, 'unauthenticated');
/** What everything hangs on does not answer at this moment: whoever asks again in a few seconds may find it back. */
export const unavailable = (): DomainError =>
  new DomainError(503, 'unavailable', {}, [], { retryAfter: RETRY_AFTER_S });
/** It stopped answering in the middle of a decision: whoever asks again must look first. */
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
