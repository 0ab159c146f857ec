import type { ChannelContent, Platform } from '#lib/platforms';
import type { Doubt } from '../../rules/after-search.js';
import type { Surroundings } from '../../rules/obstacle.js';
import type { Standing } from '../../rules/settlement.js';

/** A publication that this worker holds, with all it needs to deliver it. */
export interface Work extends Surroundings {
  organisationId: string;
  id: string;
  postId: string;
  channelId: string;
  /** Writes that do not name it change nothing. */
  fence: number;
  platform: Platform;
  account: { remoteId: string; handle: string };
  /** Sealed. */
  credential: string;
  content: ChannelContent;
  revisionHash: string;
  /** First visible attempt, UTC; null before it. */
  firedAt: string | null;
  /** Claims, this one included, since anything was last written of it. */
  claims: number;
  remoteId: string | null;
  doubt: Doubt | null;
  /** Since the doubt arose, ms; null without one. */
  doubtAgeMs: number | null;
  commentAttempts: number;
  /** Since a comment was about to be sent by someone whose answer is not known, ms; null when none was. */
  commentIntentAgeMs: number | null;
  /** When it is due, UTC, ms since 1970 with fractions: its place among those of the channel. */
  dueAt: number;
  /** When it is due, on this process's monotonic clock (ms). */
  dueAtMonotonic: number;
}

/** Steps that are over. */
export const doneSteps = (work: Standing): string[] =>
  Array.isArray(work.progress['$done']) ? (work.progress['$done'] as string[]) : [];
