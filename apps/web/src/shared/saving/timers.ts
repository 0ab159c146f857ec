/** Time and chance, so that what waits can be tested without waiting. */
export interface Timers {
  now(): number;
  /** Runs it later. @returns what calls it off */
  later(ms: number, run: () => void): () => void;
  /** From 0 up to 1. */
  random(): number;
}

const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/** How long to wait before the next attempt: doubling, half of it by chance so that a crowd does not come back at once. */
export const backoff = (attempt: number, random: number): number =>
  Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 10)) * (0.5 + random / 2);

export const browserTimers: Timers = {
  now: () => Date.now(),
  later(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
};
