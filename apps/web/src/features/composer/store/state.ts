import type { Post } from '../../../shared/api/types';
import type { FailureKind } from '../../../shared/saving/failures';
import type { Draft } from '../draft';
import type { Path } from './fields';
import type { Opening } from './ports';

/** State of the text on screen. `saved` only for exactly what the server confirmed. */
export type Status =
  | 'clean'
  | 'dirty'
  | 'saving'
  | 'saved'
  /** Saving would withdraw an approval or a submission, and waits for the person to agree. */
  | 'held'
  | 'conflict'
  | 'failed';

export interface Failure {
  kind: FailureKind;
  error: unknown;
  /** When the next attempt starts automatically; null when it waits for something else. */
  nextAt: number | null;
}

export interface DraftState {
  draft: Draft;
  /** The post as the server last gave it; null until the first save. */
  post: Post | null;
  status: Status;
  savedAt: number | null;
  failure: Failure | null;
  /** The server's version of what was changed on both sides; `conflicts` are the members concerned. */
  theirs: Draft;
  conflicts: readonly Path[];
  /** Members that somebody else changed while text here was unsaved, shown in their version. */
  taken: readonly Path[];
  /** My version, set aside when theirs was taken. */
  aside: Draft | null;
  /** When text restored from the device was typed, until the person accepted it. */
  restoredAt: number | null;
  /** The device has text that is not saved. */
  onDevice: boolean;
  /** Text is not saved before the person agrees, because it would withdraw a submission or an approval. */
  held: boolean;
  /** Nothing of it can be in flight, so it may be discarded. */
  mayDiscard: boolean;
  submission: 'none' | 'waiting' | 'sending';
  /** Error of a refused submission. */
  submissionError: unknown;
}

/** A draft as it is opened, before anything happened to it. */
export const firstState = ({ post, kept }: Opening, base: Draft): DraftState => ({
  draft: kept?.draft ?? base,
  post,
  status: 'clean',
  savedAt: null,
  failure: null,
  theirs: base,
  conflicts: kept?.conflicts ?? [],
  taken: [],
  aside: null,
  restoredAt: kept?.at ?? null,
  onDevice: kept !== null,
  held: false,
  mayDiscard: false,
  submission: kept?.submission ? (kept.submission.sent ? 'sending' : 'waiting') : 'none',
  submissionError: null,
});
