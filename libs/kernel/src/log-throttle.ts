/** A fault that continues is logged again after this, ms. */
const EVERY_MS = 60_000;
/** Most faults that are told apart; above this the record is cleared. */
const MOST = 500;

interface Seen {
  /** When it was last logged, on a monotonic clock, ms. */
  at: number;
  unsaid: number;
}

/** Decides which lines are logged: a repeated fault once a minute, with the number of times in between. */
export class LogThrottle {
  readonly #seen = new Map<string, Seen>();

  /** @returns how many were suppressed since the last line, or null when this one is suppressed too */
  admit(fault: string, nowMs: number): number | null {
    const seen = this.#seen.get(fault);
    if (seen && nowMs - seen.at < EVERY_MS) {
      seen.unsaid += 1;
      return null;
    }
    if (!seen && this.#seen.size >= MOST) this.#forget(nowMs);
    this.#seen.set(fault, { at: nowMs, unsaid: 0 });
    return seen?.unsaid ?? 0;
  }

  #forget(nowMs: number): void {
    for (const [fault, { at }] of this.#seen) {
      if (nowMs - at >= EVERY_MS) this.#seen.delete(fault);
    }
    if (this.#seen.size >= MOST) this.#seen.clear();
  }
}

/** Numbers and ids, which only distinguish occurrences. */
const PARTICULARS = /[0-9a-f]{8}-[0-9a-f-]{27}|\d+/giu;

/** Key of a fault: message and cause without numbers and ids. */
export function faultOf(message: string, error: unknown): string {
  const { code, message: reason } = (typeof error === 'object' && error ? error : {}) as {
    code?: unknown;
    message?: unknown;
  };
  return `${message} ${String(code ?? '')} ${typeof reason === 'string' ? reason : ''}`
    .slice(0, 300)
    .replace(PARTICULARS, '#');
}
