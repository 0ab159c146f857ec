import type { ChannelContent, Platform } from '#lib/platforms';
import type { Standing } from '../rules/settlement.js';

/** A publication that this worker holds, with all it needs to deliver it. */
export interface Work extends Standing {
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
  channelState: 'connected' | 'paused' | 'reconnect_needed';
  /** For how long the network asked this account to be left alone, ms; 0 when it did not. */
  heldMs: number;
  content: ChannelContent;
  revisionHash: string;
  /** The revision is approved and the post still wants to go out. */
  wanted: boolean;
  /** First visible attempt, UTC; null before it. */
  firedAt: string | null;
  remoteId: string | null;
  commentAttempts: number;
  /** A comment was about to be sent by someone whose answer is not known. */
  commentIntent: boolean;
  /** When its hour comes, on this process's monotonic clock (ms). */
  dueAtMonotonic: number;
}

/** Steps that are over. */
export const doneSteps = (work: Standing): string[] =>
  Array.isArray(work.progress['$done']) ? (work.progress['$done'] as string[]) : [];
