/** Pauses after the first, second, … transient refusal, ms (5 s to 30 min, as the networks advise). */
const PAUSES = [5_000, 30_000, 120_000, 600_000, 1_800_000];

/** Shortest pause before a repeat, whatever a network says, ms. */
export const LEAST_PAUSE_MS = 1_000;

/** Attempts after which an unexplained refusal is shown to a person. */
export const MAX_ATTEMPTS = 6;

/**
 * The pause before the next attempt.
 * @param attempts refusals so far, from 1
 * @param random from 0 to 1: spreads the retries of publications that failed together, up to a quarter either way
 */
export function backoffMs(attempts: number, random: number): number {
  const pause = PAUSES[Math.min(Math.max(attempts, 1), PAUSES.length) - 1] as number;
  return Math.round(pause * (0.75 + random / 2));
}
