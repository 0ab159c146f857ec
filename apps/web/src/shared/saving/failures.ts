import { ApiError } from '../api/api-error';

/** What an answer that is no success means for something a person wants saved. */
export type FailureKind =
  /** Nothing is known of it, or not now: the same request may be sent again. */
  | 'passing'
  /** Nobody is signed in any more. */
  | 'signedOut'
  /** It was written from a version that is no longer the last one. */
  | 'stale'
  /** The content itself is refused: it stays so until the person changes something. */
  | 'refused'
  /** The person may not. */
  | 'forbidden'
  /** It does not exist any more. */
  | 'gone'
  /** Its state does not allow it. */
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

/** Sorts a failure. What is no answer of ours at all (a lost line, a broken proxy) is tried again. */
export function kindOf(error: unknown): FailureKind {
  if (!(error instanceof ApiError)) return 'passing';
  // The first attempt under this key is still at work: its answer comes to whoever asks again.
  if (error.code === 'idempotency_key_busy') return 'passing';
  return KINDS[error.status] ?? (error.status >= 500 ? 'passing' : 'refused');
}

/** Whether a request that ended so may have been carried out all the same. */
export const isAmbiguous = (error: unknown): boolean => kindOf(error) === 'passing';
