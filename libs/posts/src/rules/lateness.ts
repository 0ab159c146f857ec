import { type PostState, UNDECIDED } from './post-state.js';

/**
 * Whether a post is too late to be sent. The engine uses this rule, and people who submit, approve or look are
 * warned by it.
 * @param dueInMs ms until its due instant, negative afterwards
 * @param lateLimitMs the organisation's limit, ms
 */
export const isTooLate = (dueInMs: number, lateLimitMs: number): boolean => dueInMs + lateLimitMs < 0;

/** A date has passed when it is older than this, ms: the current minute still counts as now. */
const PASSED_MS = 60_000;

/**
 * What to tell people about a post's date; null when the date is in the future or missing, or the post needs no more
 * sending or decision.
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
