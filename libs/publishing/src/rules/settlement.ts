import type { Json } from '#rules/platforms';
import type { PublicationState } from './publication-state.js';
import type { Stage } from './stage.js';

/**
 * The promise that a step which can be seen was about to be made: committed before it, settled after it. One that is
 * found unsettled means that nobody knows whether the network did it.
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
  class: string;
  code: string;
  message: string;
  /** Key of the sentence that says what to do. */
  hint: string;
}

export interface JournalLine {
  kind: string;
  detail?: Record<string, unknown>;
}

/** Outputs of the adapter's steps by name, and under `$done` the names of those that are over. */
export type Progress = Record<string, Json>;

/** What becomes of a claimed publication: written in one statement, under its fence, with its journal. */
export interface Settlement {
  state: PublicationState;
  stage: Stage;
  /** When the engine must look again, ms from now (database clock); null when it need not. */
  wakeInMs: number | null;
  /** Whether this worker keeps it. */
  keep: boolean;
  progress: Progress;
  intent: Intent | null;
  attempts: number;
  readings: number;
  lastError: StoredError | null;
  /** True when the network accepted it: sets the instant of publication, once. */
  accepted?: boolean;
  remoteId?: string | null;
  remoteUrl?: string | null;
  firstComment?: 'none' | 'pending' | 'published' | 'failed';
  commentAttempts?: number;
  /** True to note that the comment is about to be sent, false to clear the note. */
  commentIntent?: boolean;
  /** True when it is known again whether it went out. */
  doubtOver?: boolean;
  journal: JournalLine[];
  /** What the failure says of the channel. */
  channel?: { reconnect: string } | { holdMs: number; scope: 'channel' | 'app' };
}

/** The part of a publication that decisions look at. */
export interface Standing {
  state: PublicationState;
  stage: Stage;
  attempts: number;
  readings: number;
  progress: Progress;
  intent: Intent | null;
  /** Milliseconds until it is due; negative after that. */
  dueInMs: number;
  /** Milliseconds after it was due beyond which it is shown instead of sent. */
  lateLimitMs: number;
}

/** A settlement that changes nothing but what is named. */
export const settle = (
  now: Standing,
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

/** Whether it is past the moment until which it is useful. */
export const isLate = (now: Standing): boolean => now.dueInMs + now.lateLimitMs <= 0;

/** Longest pause between two readings of what is late already, ms: whoever waits for a word of it hears one. */
const LATE_PAUSE_MS = 3_600_000;

/** The pause before the next reading: not beyond the moment when a person should hear of it, then at most an hour. */
export const untilReading = (now: Standing, pauseMs: number): number =>
  isLate(now) ? Math.min(pauseMs, LATE_PAUSE_MS) : untilDeadline(now, pauseMs);

/** A pause, cut at the moment when the publication is too late to be useful: people hear of it then, not after. */
export const untilDeadline = (now: Standing, pauseMs: number): number =>
  Math.max(0, Math.min(pauseMs, now.dueInMs + now.lateLimitMs + 1000));
