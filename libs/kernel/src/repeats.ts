/** A fault that goes on is said again after so long, ms. */
const EVERY_MS = 60_000;
/** Faults told apart at a time; more are the same fault in other words. */
const MOST = 500;

interface Seen {
  /** When it was last said, on a clock that never goes back, ms. */
  at: number;
  unsaid: number;
}

/** Which lines are said: a fault that repeats itself is said once a minute, with how often it came in between. */
export class Repeats {
  readonly #seen = new Map<string, Seen>();

  /** @returns how many were left unsaid since the last one, or null when this one is left unsaid too */
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

/** Numbers and ids that only tell one occurrence from another. */
const PARTICULARS = /[0-9a-f]{8}-[0-9a-f-]{27}|\d+/giu;

/** The key of a fault: what was said and what it was caused by, without what differs from time to time. */
export function faultOf(message: string, error: unknown): string {
  const { code, message: reason } = (typeof error === 'object' && error ? error : {}) as {
    code?: unknown;
    message?: unknown;
  };
  return `${message} ${String(code ?? '')} ${typeof reason === 'string' ? reason : ''}`
    .slice(0, 300)
    .replace(PARTICULARS, '#');
}
