import { DomainError, unavailable } from './errors.js';

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
 * By SQLSTATE (PostgreSQL manual, appendix A): connections, resources, shutting down or starting up, a standby that is
 * not promoted yet, and transactions that gave way to another.
 */
const PASSING = /^(?:08...|53...|57P0[1-4]|25006|40001|40P01)$/u;

/** What node-postgres says of a line that was cut, without a code. */
const CUT =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Client (?:has encountered a connection error|was closed))/u;

/** No room: of Node (`errno`), and PostgreSQL's `disk_full`. */
const FULL = new Set(['ENOSPC', 'EDQUOT', '53100']);

interface Coded {
  code?: unknown;
  message?: unknown;
}

/** True when the same work may succeed in a moment, because only the way to the database was in the way. */
export function isDatabaseAway(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, message } = error as Coded;
  if (typeof code === 'string') return LINE.has(code) || PASSING.test(code);
  return typeof message === 'string' && CUT.test(message);
}

/** True when a disk is full: ours, or the database's. */
export const isDiskFull = (error: unknown): boolean => FULL.has(String((error as Coded | null)?.code));

/** What callers are told of a machine that is away (503, with a moment to wait) or full (507); null for anything else. */
export function faultOfMachine(error: unknown): DomainError | null {
  if (isDiskFull(error)) return new DomainError(507, 'disk_full');
  return isDatabaseAway(error) ? unavailable() : null;
}
