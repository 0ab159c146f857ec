import type { Post } from '../../../shared/api/types';
import type { FailureKind } from '../../../shared/saving/failures';
import type { Draft } from '../draft';
import type { Path } from './fields';
import type { Opening } from './ports';

/** What is known of the words on screen. `saved` is only said of exactly what the server confirmed. */
export type Status =
  | 'clean'
  | 'dirty'
  | 'saving'
  | 'saved'
  /** Saving would withdraw an approval or a submission: it waits for the person to want that. */
  | 'held'
  | 'conflict'
  | 'failed';

export interface Failure {
  kind: FailureKind;
  error: unknown;
  /** When the next attempt comes by itself; null when it waits for something else. */
  nextAt: number | null;
}

export interface DraftState {
  draft: Draft;
  /** The post as the server last gave it; null until the first save. */
  post: Post | null;
  status: Status;
  savedAt: number | null;
  failure: Failure | null;
  /** The server's version of what was changed here and by somebody else; `conflicts` are the members it is about. */
  theirs: Draft;
  conflicts: readonly Path[];
  /** Members that somebody else changed while words here waited, and that are shown as they wrote them. */
  taken: readonly Path[];
  /** My version, put aside when somebody else's was taken instead. */
  aside: Draft | null;
  /** When words kept on the device were typed, until they are looked at. */
  restoredAt: number | null;
  /** The device holds what the server does not have yet. */
  onDevice: boolean;
  /** What is typed is not saved before the person asks for it: that would withdraw a submission or an approval. */
  held: boolean;
  /** Nothing of it may be on its way: it can be thrown away. */
  mayDiscard: boolean;
  submission: 'none' | 'waiting' | 'sending';
  /** Why a submission was refused. */
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
