import type { Reconciliation, RemotePost } from '#rules/platforms';
import { markPublished, leaveToPerson } from './after-reading.js';
import { settle, type Settlement, type PublicationStatus } from './settlement.js';

/** Why it is unknown whether a publication went out: the database is older than what happened. */
export interface KnowledgeGap {
  /** UTC instant at which this database's knowledge ends. */
  since: string;
  /** UTC instant: the workers that went on after `since` had stopped by then. */
  at: string;
  /**
   * True when the database is known to have been restored; false when it may only have been stopped, and not finding
   * the post is trusted.
   */
  proven: boolean;
}

/** What a search of the account's posts says of a post that may be among them. */
export type SearchResult = Reconciliation | { found: 'later'; afterMs: number };

/**
 * Reads a search: a matching post that belongs to no other publication is this one.
 * @param found null when the network cannot tell
 * @param claimed remote ids of other publications of the channel
 * @param leftMs how long the list may still be incomplete
 */
export function readSearch(
  found: readonly RemotePost[] | null,
  claimed: ReadonlySet<string>,
  { proven }: KnowledgeGap,
  leftMs: number,
): SearchResult {
  const [ours] = found?.filter(({ remoteId }) => remoteId === null || !claimed.has(remoteId)) ?? [];
  if (ours) return { found: 'yes', ...ours };
  if (!proven) return { found: 'no' };
  if (!found) return { found: 'unclear', reason: 'restored, and the network does not list such posts' };
  return leftMs > 0 ? { found: 'later', afterMs: leftMs } : { found: 'no' };
}

/** After searching the network for a publication that this database has as not sent. */
export function afterSearch(now: PublicationStatus, search: SearchResult): Settlement {
  switch (search.found) {
    case 'yes':
      return { ...markPublished(now, search), doubtOver: true };
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
        // A post that was not sent has no comment either.
        commentIntent: false,
        journal: [{ kind: 'absent', detail: { searched: true } }],
      });
    case 'unclear':
      return { ...leaveToPerson(now, now.readings + 1, search.reason), doubtOver: true };
  }
}
