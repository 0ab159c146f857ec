import { ApiError } from '../api/api-error';

/** Kinds of failures when saving, by what can be done. */
export type FailureKind =
  /** Transient or unknown: the same request may be sent again. */
  | 'passing'
  /** The session has ended. */
  | 'signedOut'
  /** Written from a version that is not the latest any more. */
  | 'stale'
  /** The content is refused until the person changes it. */
  | 'refused'
  /** The person has no permission. */
  | 'forbidden'
  /** The post does not exist any more. */
  | 'gone'
  /** The post's state does not allow it. */
  | 'blocked';

const KINDS: Readonly<Record<number, FailureKind>> = {
  0: 'passing',
  401: 'signedOut',
  403: 'forbidden',
  404: 'gone',
  408: 'passing',
  409: 'blocked',
  410: 'gone',
  412: 'stale',
  425: 'passing',
  429: 'passing',
};

/**
 * Classifies a failure. Anything that is not an answer of our server (lost connection, broken proxy) is transient.
 */
export function kindOf(error: unknown): FailureKind {
  if (!(error instanceof ApiError)) return 'passing';
  // The first request with this key is still running; a repetition gets its answer.
  if (error.code === 'idempotency_key_busy') return 'passing';
  return KINDS[error.status] ?? (error.status >= 500 ? 'passing' : 'refused');
}

/** Whether a request with this error may have taken effect. */
export const isAmbiguous = (error: unknown): boolean => kindOf(error) === 'passing';
