import type { HintCode } from './messages/hints.js';

/** What can be kept between two steps. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** The closed set of failures. Every adapter maps its network's codes into it, by number, never by substring. */
export const FAILURE_CLASSES = [
  'transient',
  'rate_limited',
  'auth',
  'permanent',
  'duplicate',
  'unknown',
] as const;
export type FailureClass = (typeof FAILURE_CLASSES)[number];

export interface PlatformErrorDetail {
  class: FailureClass;
  /** The network's own code as text, e.g. `190/463`, or a stable code of ours, e.g. `timeout`. */
  code: string;
  /** What the network said, without any secret. */
  message: string;
  /**
   * True only when it is proven that the network did nothing: the connection never opened, or an answer that
   * says so. Without that proof a visible step is never repeated, it is reconciled.
   */
  refused: boolean;
  /** Milliseconds to wait before the next try, when the network says it. */
  retryAfterMs?: number;
  /**
   * What a rate limit holds back: this channel (default), every channel of the application, or nothing but the kind
   * of call that was refused.
   */
  scope?: 'channel' | 'app' | 'call';
  /** Stable code of the sentence that tells a person what to change; translated in the catalogues. */
  hint?: HintCode;
  /** For a duplicate: the id of the post the network names as already there. */
  duplicateOf?: string;
  /**
   * Name of an earlier arm step whose output is no longer worth anything (an upload that expired): before the next
   * try, drop the progress of that step and of every later one, and arm again from there. Only with `refused: true`.
   * An attempt like any other, so it is bounded by the engine's own count.
   */
  restartFrom?: string;
}

/**
 * What repeating a step can do.
 * - `repeatable`: nobody sees it (upload, poll, create hidden): run it again at will.
 * - `keyed`: visible, but repeating it is harmless because the network recognises a handle kept in `progress`
 *   (reveal a hidden post, send the last chunk of a known upload).
 * - `once`: visible, and a second run may make a second post. Never run again without proof or reconciliation.
 */
export type StepEffect = 'repeatable' | 'keyed' | 'once';

/** Where a publication lives once it is out. `remoteId` is null only when the network hides it. */
export interface RemotePost {
  remoteId: string | null;
  remoteUrl: string | null;
}

/** What reading the network back says of a visible step whose answer was lost. */
export type Reconciliation =
  | ({ found: 'yes' } & RemotePost)
  /** Not there, by a handle that would show it; counted as absent after enough readings. */
  | { found: 'no' }
  /** The network cannot tell (no read access, two equal candidates): a person must look. */
  | { found: 'unclear'; reason: string };

/** How much of its allowance an answer says is used. */
export interface UsageReading {
  of: 'account' | 'app';
  /** 100: the network refuses further calls. */
  percent: number;
  /** Time until it takes calls again, ms, when it says so. */
  regainMs?: number;
}
