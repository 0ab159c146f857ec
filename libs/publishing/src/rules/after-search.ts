import type { Reconciliation, RemotePost } from '#rules/platforms';
import { adopt, ask } from './after-reading.js';
import { settle, type Settlement, type Standing } from './settlement.js';

/** Why nobody here can say whether a publication went out: the database is older than what happened. */
export interface Doubt {
  /** UTC instant: what this database knows ends then. */
  since: string;
  /** UTC instant: whoever went on from there was gone by then. */
  at: string;
  /**
   * True when the database is known to have been restored; false when it may only have stood still, and silence of the
   * network is believed.
   */
  proven: boolean;
}

/** What a list of the account's posts says of one that may be among them. */
export type Search = Reconciliation | { found: 'later'; afterMs: number };

/**
 * Reads a search: a post that no publication of ours claims is this one.
 * @param found null when the network cannot tell
 * @param claimed remote ids that other publications of the channel have
 * @param leftMs how long the list may still be incomplete
 */
export function readSearch(
  found: readonly RemotePost[] | null,
  claimed: ReadonlySet<string>,
  { proven }: Doubt,
  leftMs: number,
): Search {
  const [ours] = found?.filter(({ remoteId }) => remoteId === null || !claimed.has(remoteId)) ?? [];
  if (ours) return { found: 'yes', ...ours };
  if (!proven) return { found: 'no' };
  if (!found) return { found: 'unclear', reason: 'restored, and the network does not list such posts' };
  return leftMs > 0 ? { found: 'later', afterMs: leftMs } : { found: 'no' };
}

/** After searching the network for a publication that this database believes not to have been sent. */
export function afterSearch(now: Standing, search: Search): Settlement {
  switch (search.found) {
    case 'yes':
      return { ...adopt(now, search), doubtOver: true };
    case 'later':
      return settle(now, {
        stage: 'reconciling',
        wakeInMs: search.afterMs,
        journal: [{ kind: 'not_found', detail: { lookedAgainInMs: search.afterMs } }],
      });
    case 'no':
      return settle(now, {
        stage: 'waiting',
        wakeInMs: 0,
        doubtOver: true,
        // What is yet to be sent has no comment either.
        commentIntent: false,
        journal: [{ kind: 'absent', detail: { searched: true } }],
      });
    case 'unclear':
      return { ...ask(now, now.readings + 1, search.reason), doubtOver: true };
  }
}
