import type { ChannelState } from '#rules/channels';
import {
  type AccountLimits,
  checkContent,
  type ChannelContent,
  type FailureCause,
  type FailureClass,
  type HintCode,
  type Platform,
} from '#rules/platforms';
import { isTooLate } from '#rules/posts';
import { leaveToPerson } from './after-reading.js';
import {
  settle,
  type Settlement,
  type PublicationStatus,
  type StoredError,
  untilDeadline,
} from './settlement.js';

/** A publication when it is claimed, with the state of its post, channel and network. */
export interface PublicationContext extends PublicationStatus {
  /** The revision is approved, and the post is not cancelled. */
  wanted: boolean;
  channelState: ChannelState;
  /** Rest of the hold that the network asked for, ms; 0 when there is none. */
  heldMs: number;
  /** It may have gone out before the database was restored, and has not been searched for since. */
  doubt?: unknown;
}

const stored = (
  failureClass: FailureClass,
  cause: FailureCause,
  hint: HintCode,
  code: string = cause,
  message = '',
): StoredError => ({ class: failureClass, cause, code, message, hint });

/** Why a publication cannot go on now, and its settlement; null when nothing is in its way. */
export function obstacleOf(now: PublicationContext): Settlement | null {
  if (!now.wanted) return settle(now, { stage: 'waiting', journal: [{ kind: 'not_wanted' }] });
  if (isTooLate(now.dueInMs, now.lateLimitMs)) {
    // It may have gone out before the restore, so people must not be told that it did not.
    if (now.doubt) return leaveToPerson(now, now.readings, 'too late to look for it');
    const lastError = stored('permanent', 'too_late', 'too_late');
    return settle(now, {
      state: 'failed',
      stage: 'done',
      lastError,
      journal: [{ kind: 'failed', detail: { ...lastError } }],
    });
  }
  if (now.channelState !== 'connected') {
    const lastError = stored('auth', 'channel', 'reconnect', now.channelState);
    return settle(now, {
      stage: 'held',
      wakeInMs: now.dueInMs + now.lateLimitMs + 1000,
      lastError,
      journal: [{ kind: 'held', detail: { channel: now.channelState } }],
    });
  }
  if (now.heldMs > 0 && now.dueInMs < now.heldMs) {
    return settle(now, {
      stage: 'retrying',
      wakeInMs: untilDeadline(now, now.heldMs),
      lastError: stored('rate_limited', 'held', 'rate_limited'),
      journal: [{ kind: 'held', detail: { forMs: Math.round(now.heldMs) } }],
    });
  }
  return null;
}

/**
 * Its network's quota is full at the due instant: it is prepared again shortly before its place, or shown to people
 * when that is too late.
 * @param leadMs how long preparing takes
 */
export function overQuota(
  now: PublicationStatus,
  place: { inMs: number; at: number; quota: { name: string; limit: number } },
  leadMs: number,
): Settlement {
  const { name, limit } = place.quota;
  const lastError = stored('rate_limited', 'quota', 'daily_quota', name, `${limit} in a day`);
  return settle(now, {
    stage: 'delayed',
    wakeInMs: untilDeadline(now, place.inMs - leadMs),
    lastError,
    journal: [{ kind: 'delayed', detail: { quota: name, limit, until: new Date(place.at).toISOString() } }],
  });
}

/**
 * The rules that the composer and submission applied, once more before anything is sent: a network's limits may be
 * tighter by now.
 */
export function contentObstacle(
  now: PublicationStatus & { platform: Platform; limits: AccountLimits | null; content: ChannelContent },
): Settlement | null {
  const [problem] = checkContent(now.platform, now.content, now.limits).filter(
    ({ severity }) => severity === 'error',
  );
  if (!problem) return null;
  const lastError = stored('permanent', 'content', 'content_refused', problem.code, problem.path);
  return settle(now, {
    state: 'failed',
    stage: 'done',
    lastError,
    journal: [{ kind: 'failed', detail: { ...lastError } }],
  });
}
