import type { HintCode } from './messages/hints.js';

/** A value that can be stored between two steps. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** The closed set of failure classes. Every adapter maps its network's codes to it, by code, never by substring. */
export const FAILURE_CLASSES = [
  'transient',
  'rate_limited',
  'auth',
  'permanent',
  'duplicate',
  'unknown',
] as const;
export type FailureClass = (typeof FAILURE_CLASSES)[number];

/**
 * Whose words a failure's code and message are. `network`: its own, shown as they are. All others are ours: people
 * read a sentence for the cause instead.
 */
export const FAILURE_CAUSES = [
  'network',
  'timeout',
  'unreachable',
  'unreadable',
  'processing',
  'quota',
  'held',
  'too_late',
  'content',
  'invalid_id',
  'media',
  'account',
  'channel',
  'interrupted',
  'unconfirmed',
  'internal',
] as const;
export type FailureCause = (typeof FAILURE_CAUSES)[number];

export interface PlatformErrorDetail {
  class: FailureClass;
  cause: FailureCause;
  /** The network's own code as text, e.g. `190/463`, or a stable code of ours, e.g. `timeout`. */
  code: string;
  /** The network's own message, without any secret. */
  message: string;
  /**
   * True only when it is proven that the network did nothing: the connection never opened, or the answer says so.
   * Without that proof a visible step is never repeated but reconciled.
   */
  refused: boolean;
  /** Pause before the next attempt, ms, when the network names one. */
  retryAfterMs?: number;
  /**
   * What a rate limit applies to: this channel (default), every channel of the application, or only the kind of call
   * that was refused.
   */
  scope?: 'channel' | 'app' | 'call';
  /** Stable code of the sentence that says what a person can change; translated in the catalogues. */
  hint?: HintCode;
  /** For a duplicate: the id of the post the network names as already there. */
  duplicateOf?: string;
  /**
   * Name of an earlier arm step whose output has become useless (an upload that expired): before the next attempt,
   * the progress of that step and of every later one is dropped, and arming starts again there. Only with `refused:
   * true`. Counts as an attempt, so the engine limits it.
   */
  restartFrom?: string;
}

/**
 * What repeating a step can do.
 * - `repeatable`: invisible (upload, poll, create hidden): may be run again at any time.
 * - `keyed`: visible, but idempotent, because the network recognises a handle in `progress` (reveal a hidden post,
 *   send the last chunk of a known upload).
 * - `once`: visible, and a second run may make a second post. Never run again without proof or reconciliation.
 */
export type StepEffect = 'repeatable' | 'keyed' | 'once';

/** A publication's post on the network. `remoteId` is null only when the network hides it. */
export interface RemotePost {
  remoteId: string | null;
  remoteUrl: string | null;
}

/** Result of reading the network back after a visible step whose answer was lost. */
export type Reconciliation =
  | ({ found: 'yes' } & RemotePost)
  /** A handle that would show the post does not; counts as absent after enough readings. */
  | { found: 'no' }
  /** The network cannot tell (no read access, two equal candidates): a person must look. */
  | { found: 'unclear'; reason: string };

/** Used share of an allowance, as reported in an answer. */
export interface UsageReading {
  of: 'account' | 'app';
  /** At 100 the network refuses further calls. */
  percent: number;
  /** Time until the network accepts calls again, ms, when it names one. */
  regainMs?: number;
}
