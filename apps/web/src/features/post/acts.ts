import type { Post, Publication } from '../../shared/api/types';

/** What can be done to a post, what people most likely came for first. */
const ACTS = ['review', 'again', 'schedule', 'edit', 'publishNow', 'duplicate', 'withdraw'] as const;
const DESTRUCTIVE = ['cancel', 'delete'] as const;

export type Act = (typeof ACTS)[number] | (typeof DESTRUCTIVE)[number];

export interface Acts {
  /** The one that is visible. */
  first: Act | null;
  others: Act[];
  /** What takes something away: last, and never the visible one. */
  destructive: Act[];
}

/**
 * What the person may do with a post now, and nothing that would be refused.
 * @param failed how many channels it did not go out on, for good
 */
export function actsOf(may: Post['may'], failed: number): Acts {
  const allowed: Record<Act, boolean> = {
    ...may,
    review: may.approve,
    again: may.duplicate && failed > 0,
  };
  const [first = null, ...others] = ACTS.filter((act) => allowed[act]);
  return { first, others, destructive: DESTRUCTIVE.filter((act) => allowed[act]) };
}

/** The channels that a post did not go out on, and will not without somebody. */
export const failedChannels = (publications: readonly Publication[]): string[] =>
  publications.filter(({ state }) => state === 'failed').map(({ channelId }) => channelId);
