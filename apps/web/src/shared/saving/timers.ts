/** Time and randomness, replaced in tests. */
export interface Timers {
  now(): number;
  /** Runs a function later. @returns a function that cancels it */
  later(ms: number, run: () => void): () => void;
  /** From 0 (inclusive) to 1 (exclusive). */
  random(): number;
}

const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/** Pause before the next attempt, ms: doubling, half of it random so that clients do not return at once. */
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
