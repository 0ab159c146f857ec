import { DomainError, outcomeUnknown, unavailable } from './errors.js';

/** Node's `errno` codes: nobody answers, or the connection is cut. */
const LINE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/**
 * SQLSTATE codes (PostgreSQL manual, appendix A) of transient errors: connections, resources, shutdown or startup,
 * timeouts, a standby not promoted yet, and serialisation failures or deadlocks.
 */
const PASSING = /^(?:08...|53...|57P0[1-4]|57014|25P03|25006|40001|40P01)$/u;

/**
 * Messages without a code of node-postgres and TypeORM for a cut connection; TypeORM's for later statements on it.
 */
const CUT =
  /^(?:Connection terminated|timeout expired|timeout exceeded when trying to connect|Client (?:has encountered a connection error|was closed)|Query runner already released)/u;

/**
 * No room: Node's `errno` codes (also for limits of a process or file system on one file), and PostgreSQL's
 * `disk_full`.
 */
const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', '53100']);

interface Coded {
  code?: unknown;
  message?: unknown;
}

/** True when the same work may succeed in a moment, because only the connection to the database failed. */
export function isDatabaseAway(error: unknown): boolean {
  const { code } = (error ?? {}) as Coded;
  return isLineCut(error) || (typeof code === 'string' && PASSING.test(code));
}

/** Errors of commits during which the connection was cut. */
const unknownOutcomes = new WeakSet<object>();

/** Marks the error of such a commit: if only its answer was lost, its changes are stored. */
export function noteUnknownOutcome(error: unknown): void {
  if (isLineCut(error)) unknownOutcomes.add(error as object);
}

/** True when it is unknown whether the changes were stored, so that they must not be taken for undone. */
export const isOutcomeUnknown = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && unknownOutcomes.has(error);

/** True when the connection to the database ended before the answer. */
function isLineCut(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, message } = error as Coded;
  if (typeof code === 'string') return LINE.has(code);
  return typeof message === 'string' && CUT.test(message);
}

/** True when a disk is full: this machine's, or the database's. */
export const isDiskFull = (error: unknown): boolean => FULL.has(String((error as Coded | null)?.code));

/**
 * The answer for an unavailable database (503, with a time to wait) or a full disk (507); null for any other error.
 */
export function faultOfMachine(error: unknown): DomainError | null {
  if (isOutcomeUnknown(error)) return outcomeUnknown();
  if (isDiskFull(error)) return new DomainError(507, 'disk_full');
  return isDatabaseAway(error) ? unavailable() : null;
}
