import type { Post, Publication } from '../../shared/api/types';

/** Acts on a post, the most likely first. */
const ACTS = ['review', 'again', 'schedule', 'edit', 'publishNow', 'duplicate', 'withdraw'] as const;
const DESTRUCTIVE = ['cancel', 'delete'] as const;

export type Act = (typeof ACTS)[number] | (typeof DESTRUCTIVE)[number];

export interface Acts {
  /** The act shown as a button. */
  first: Act | null;
  others: Act[];
  /** Destructive acts: last, and never shown as the button. */
  destructive: Act[];
}

/**
 * The acts that the person may do with a post now.
 * @param failed how many channels it was not published on, finally
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

/** Channels on which a post was not published and will not be without a person. */
export const failedChannels = (publications: readonly Publication[]): string[] =>
  publications.filter(({ state }) => state === 'failed').map(({ channelId }) => channelId);
