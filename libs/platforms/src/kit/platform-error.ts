import { fromNetwork, networkCode, networkWait } from './from-network.js';
import type { HintCode } from '../rules/messages/hints.js';

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
 * Any failure of a call to a network, classified. Whatever the network put into it has passed {@link fromNetwork}: it can be
 * kept and shown, and carries no token. Adapters make no failure in another way.
 */
export class PlatformError extends Error {
  readonly detail: PlatformErrorDetail;

  constructor(detail: PlatformErrorDetail) {
    const { retryAfterMs, duplicateOf, ...rest } = detail;
    const wait = networkWait(retryAfterMs);
    const told = {
      ...rest,
      code: networkCode(detail.code),
      message: fromNetwork(detail.message),
      ...(wait === undefined ? {} : { retryAfterMs: wait }),
      ...(duplicateOf === undefined ? {} : { duplicateOf: networkCode(duplicateOf) }),
    };
    super(`${told.class} ${told.code}: ${told.message}`);
    this.name = 'PlatformError';
    this.detail = told;
  }
}
