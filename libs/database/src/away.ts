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

/** True when the same work may succeed in a moment, because only the way to the database was in the way. */
export function isDatabaseAway(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === 'string') return LINE.has(code) || PASSING.test(code);
  return typeof message === 'string' && CUT.test(message);
}
