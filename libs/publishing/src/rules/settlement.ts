import type { FailureCause, FailureClass, Json } from '#rules/platforms';
import type { PublicationState } from './publication-state.js';
import type { Stage } from './stage.js';

/**
 * The intent to make a visible step: committed before the call, settled after it. An unsettled one found later means
 * that nobody knows whether the network did it.
 */
export interface Intent {
  step: string;
  fence: number;
  /** Hex SHA-256 over revision, channel and step: what exactly was about to be sent. */
  fingerprint: string;
  /** UTC instant, database clock. */
  at: string;
}

export interface StoredError {
  class: FailureClass;
  cause: FailureCause;
  code: string;
  message: string;
  /** Message key of the sentence that says what to do. */
  hint: string;
}

export interface JournalLine {
  kind: string;
  detail?: Record<string, unknown>;
}

/** Outputs of the adapter's steps by name; `$done` has the names of the steps that are done. */
export type Progress = Record<string, Json>;

/** The outcome of a claimed publication: written in one statement, under its fence, with its journal. */
export interface Settlement {
  state: PublicationState;
  stage: Stage;
  /** When the engine must look again, ms from now (database clock); null when it need not. */
  wakeInMs: number | null;
  /** Whether this worker keeps the publication. */
  keep: boolean;
  progress: Progress;
  intent: Intent | null;
  attempts: number;
  readings: number;
  lastError: StoredError | null;
  /** True when the network accepted it; sets the instant of publication, once. */
  accepted?: boolean;
  remoteId?: string | null;
  remoteUrl?: string | null;
  firstComment?: 'none' | 'pending' | 'published' | 'failed';
  commentAttempts?: number;
  /** True: the comment is about to be sent; false: clears that note. */
  commentIntent?: boolean;
  /** True when it is known again whether it went out. */
  doubtOver?: boolean;
  journal: JournalLine[];
  /** What the failure says of the channel. */
  channel?: { reconnect: string } | { holdMs: number; scope: 'channel' | 'app' };
}

/** The part of a publication that the rules decide on. */
export interface PublicationStatus {
  state: PublicationState;
  stage: Stage;
  attempts: number;
  readings: number;
  progress: Progress;
  intent: Intent | null;
  /** Time until it is due, ms; negative afterwards. */
  dueInMs: number;
  /** Time after the due instant, ms, from which on it is not sent but shown to people. */
  lateLimitMs: number;
}

/** A settlement that changes only what is named. */
export const settle = (
  now: PublicationStatus,
  changes: Partial<Settlement> & Pick<Settlement, 'journal'>,
): Settlement => ({
  state: now.state,
  stage: now.stage,
  wakeInMs: null,
  keep: false,
  progress: now.progress,
  intent: now.intent,
  attempts: now.attempts,
  readings: now.readings,
  lastError: null,
  ...changes,
});

/** Whether it is too late to be useful. */
export const isLate = (now: PublicationStatus): boolean => now.dueInMs + now.lateLimitMs <= 0;

/** Longest pause between two readings of a late publication, ms, because people wait for the answer. */
const LATE_PAUSE_MS = 3_600_000;

/** The pause before the next reading: until the deadline at most; after it, at most an hour. */
export const untilReading = (now: PublicationStatus, pauseMs: number): number =>
  isLate(now) ? Math.min(pauseMs, LATE_PAUSE_MS) : untilDeadline(now, pauseMs);

/** A pause, cut at the deadline, so that people are notified at it and not after. */
export const untilDeadline = (now: PublicationStatus, pauseMs: number): number =>
  Math.max(0, Math.min(pauseMs, now.dueInMs + now.lateLimitMs + 1000));
