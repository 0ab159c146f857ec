import type { PostQuota } from '#rules/platforms';
import { type Budget, firstPlace, takePlace } from './quota.js';

/** A publication that went out or will, with what quotas need of it. */
export interface Planned {
  postId: string;
  /** Keys of the budgets it counts in. */
  draws: readonly string[];
  /** UTC ms: when it went out, or when it is due. */
  at: number;
  sent: boolean;
}

/** Publications due together on one budget that will not all go out when they are due. */
export interface Shortage {
  budget: string;
  /** When the first is due, UTC ms. */
  at: number;
  planned: number;
  /** Those for which this budget has no place when they are due. */
  late: number;
  /** Those of them that would be too late to be useful: not sent but shown to people. */
  tooLate: number;
  /** When the last of them that is not too late has its place, UTC ms; null when all are too late. */
  lastAt: number | null;
  /** Posts of those that have no place, in their order. */
  postIds: string[];
}

interface Rules {
  /** Quotas by key of budget. */
  quotas: ReadonlyMap<string, PostQuota>;
  /** The organisation's limit for late publications, ms. */
  lateLimitMs: number;
  /** Label of the calendar hour of an instant; publications with the same label are grouped. */
  hourOf(at: number): string;
}

/**
 * What will not fit, computed as the engine does: in the order of due instants, each taking the first place that all
 * its budgets have.
 * @param planned in any order
 */
export function shortages(planned: readonly Planned[], { quotas, lateLimitMs, hourOf }: Rules): Shortage[] {
  const budgets = new Map<string, Budget>(
    [...quotas].map(([key, { limit, window }]) => [key, { limit, window, taken: [] }]),
  );
  const inOrder = [...planned].sort((a, b) => a.at - b.at || a.postId.localeCompare(b.postId));
  for (const { draws, at, sent } of inOrder) {
    if (sent) for (const key of draws) budgets.get(key)?.taken.push(at);
  }
  const found = new Map<string, Shortage>();
  for (const { draws, at, sent, postId } of inOrder) {
    if (sent) continue;
    const full = draws.filter((key) => firstPlace(budgets.get(key) ?? ENDLESS, at) > at);
    const place = takePlace(
      draws.flatMap((key) => budgets.get(key) ?? []),
      at,
      at + lateLimitMs,
    );
    for (const budget of draws) {
      const key = `${budget} ${hourOf(at)}`;
      const group = found.get(key) ?? {
        budget,
        at,
        planned: 0,
        late: 0,
        tooLate: 0,
        lastAt: null,
        postIds: [],
      };
      found.set(key, group);
      group.planned += 1;
      if (!full.includes(budget)) continue;
      group.late += 1;
      group.postIds.push(postId);
      if (place - at > lateLimitMs) group.tooLate += 1;
      else group.lastAt = Math.max(group.lastAt ?? 0, place);
    }
  }
  return [...found.values()].filter(({ late }) => late > 0);
}

const ENDLESS: Budget = { limit: Infinity, window: 'rolling_day', taken: [] };
