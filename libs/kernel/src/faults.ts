import { DomainError, outcomeUnknown, unavailable } from './errors.js';

/** Of Node (`errno`): nobody answers, or the line is cut. */
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
 * By SQLSTATE (PostgreSQL manual, appendix A): connections, resources, shutting down or starting up, a statement or a
 * transaction that took too long, a standby that is not promoted yet, and transactions that gave way to another.
 */
const PASSING = /^(?:08...|53...|57P0[1-4]|57014|25P03|25006|40001|40P01)$/u;

/** What node-postgres and TypeORM say of a line that was cut, without a code; the latter of what is asked after it. */
const CUT =
  /^(?:Connection terminated|timeout expired|timeout exceeded when trying to connect|Client (?:has encountered a connection error|was closed)|Query runner already released)/u;

/** No room: of Node (`errno`), the limit of a process or a file system on one file included, and PostgreSQL's `disk_full`. */
const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', '53100']);

interface Coded {
  code?: unknown;
  message?: unknown;
}

/** True when the same work may succeed in a moment, because only the way to the database was in the way. */
export function isDatabaseAway(error: unknown): boolean {
  const { code } = (error ?? {}) as Coded;
  return isLineCut(error) || (typeof code === 'string' && PASSING.test(code));
}

/** Of transactions that were to be committed when the line was cut. */
const inDoubt = new WeakSet<object>();

/** Notes that a commit failed so: when only its answer was lost, what it wrote may stand. */
export function doubt(error: unknown): void {
  if (isLineCut(error)) inDoubt.add(error as object);
}

/** True when nobody knows whether what failed so was written: it must not be taken for undone. */
export const isInDoubt = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && inDoubt.has(error);

/** True when the way to the database ended before it answered. */
function isLineCut(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, message } = error as Coded;
  if (typeof code === 'string') return LINE.has(code);
  return typeof message === 'string' && CUT.test(message);
}

/** True when a disk is full: ours, or the database's. */
export const isDiskFull = (error: unknown): boolean => FULL.has(String((error as Coded | null)?.code));

/** What callers are told of a machine that is away (503, with a moment to wait) or full (507); null for anything else. */
export function faultOfMachine(error: unknown): DomainError | null {
  if (isInDoubt(error)) return outcomeUnknown();
  if (isDiskFull(error)) return new DomainError(507, 'disk_full');
  return isDatabaseAway(error) ? unavailable() : null;
}
