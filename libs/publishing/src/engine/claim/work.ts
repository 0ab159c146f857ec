import type { AccountLimits, ChannelContent, Platform } from '#lib/platforms';
import type { KnowledgeGap } from '../../rules/after-search.js';
import type { PublicationContext } from '../../rules/obstacle.js';
import type { PublicationStatus } from '../../rules/settlement.js';

/** A publication that this worker holds, with all it needs to deliver it. */
export interface Work extends PublicationContext {
  organisationId: string;
  id: string;
  postId: string;
  channelId: string;
  /** A write with another fence changes nothing. */
  fence: number;
  platform: Platform;
  /** Address of the account's own server; null for the network's one place. */
  server: string | null;
  /** What that server allows. */
  limits: AccountLimits | null;
  account: { remoteId: string; handle: string };
  /** Sealed credential. */
  credential: string;
  content: ChannelContent;
  revisionHash: string;
  /** First visible attempt, UTC; null before it. */
  firedAt: string | null;
  /** Claims, this one included, since the last settlement. */
  claims: number;
  remoteId: string | null;
  doubt: KnowledgeGap | null;
  /** Since the doubt was set, ms; null without one. */
  doubtAgeMs: number | null;
  commentAttempts: number;
  /** Since a comment was about to be sent whose answer is unknown, ms; null when there is none. */
  commentIntentAgeMs: number | null;
  /** Due instant, UTC, ms since 1970 with fractions: its position in the channel's lane. */
  dueAt: number;
  /** Due instant on this process's monotonic clock (ms). */
  dueAtMonotonic: number;
}

/** Names of the steps that are done. */
export const doneSteps = (work: PublicationStatus): string[] =>
  Array.isArray(work.progress['$done']) ? (work.progress['$done'] as string[]) : [];
