import type { QuotaWindow } from '#rules/platforms';

/** 24 hours, ms. */
export const DAY_MS = 86_400_000;

/** A quota of one account or application, with the instants that count in it. */
export interface Budget {
  limit: number;
  window: QuotaWindow;
  /** Instants of the posts that count in it, UTC ms, in ascending order. */
  taken: number[];
}

/** The end of the UTC calendar day of an instant, ms. */
export const endOfUtcDay = (at: number): number => (Math.floor(at / DAY_MS) + 1) * DAY_MS;

/** How many of the sorted instants are below `at`, or equal to it when `inclusive`. */
function countBefore(instants: readonly number[], at: number, inclusive: boolean): number {
  let [low, high] = [0, instants.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const value = instants[middle] as number;
    if (value < at || (inclusive && value === at)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The first instant, from `at` on, at which the budget has a place. In a rolling day, a post stops counting exactly
 * 24 hours after it went out.
 * @param at UTC ms
 */
export function firstPlace({ limit, window, taken }: Budget, at: number): number {
  for (let instant = at; ;) {
    const opened = window === 'utc_day' ? endOfUtcDay(instant) - DAY_MS : instant - DAY_MS;
    const from = countBefore(taken, opened, window === 'rolling_day');
    const to =
      window === 'utc_day' ? countBefore(taken, opened + DAY_MS, false) : countBefore(taken, instant, true);
    if (to - from < limit) return instant;
    instant = window === 'utc_day' ? opened + DAY_MS : (taken[to - limit] as number) + DAY_MS;
  }
}

/**
 * The first instant, from `at` on, at which every budget has a place. It is added to each budget, unless it is after
 * `latest`: such a place stays free for others. Called in the order of due instants, it never gives a later post the
 * place of an earlier one.
 * @param at UTC ms
 * @param latest UTC ms
 */
export function takePlace(budgets: readonly Budget[], at: number, latest = Infinity): number {
  let instant = at;
  for (let before = NaN; before !== instant;) {
    before = instant;
    for (const budget of budgets) instant = firstPlace(budget, instant);
  }
  if (instant > latest) return instant;
  for (const { taken } of budgets) taken.splice(countBefore(taken, instant, true), 0, instant);
  return instant;
}
