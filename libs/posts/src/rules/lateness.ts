import { type PostState, UNDECIDED } from './post-state.js';

/**
 * Whether a post is too late to be useful: it is not sent any more, but shown. The engine refuses by this rule, and
 * whoever submits, approves or looks is told by it beforehand.
 * @param dueInMs ms until its due instant, negative once that has passed
 * @param lateLimitMs the organisation's limit, ms
 */
export const isTooLate = (dueInMs: number, lateLimitMs: number): boolean => dueInMs + lateLimitMs < 0;

/** A date that has passed, to the minute: the current one is still "now". */
const PASSED_MS = 60_000;

/**
 * What is to be said of the date of a post; null when it lies ahead, or there is none, or nobody has to send or decide any
 * more.
 */
export function latenessOf(
  state: PostState,
  dueInMs: number | null,
  lateLimitMs: number,
): 'too_late' | 'due_passed' | null {
  if (dueInMs === null || !UNDECIDED.includes(state)) return null;
  if (isTooLate(dueInMs, lateLimitMs)) return 'too_late';
  return dueInMs < -PASSED_MS ? 'due_passed' : null;
}
