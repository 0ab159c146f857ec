import { checkContent, type ChannelContent, type Platform } from '#rules/platforms';
import { isTooLate } from '#rules/posts';
import { ask } from './after-reading.js';
import { settle, type Settlement, type Standing, untilDeadline } from './settlement.js';

/** What is known of the world around a publication when it is claimed. */
export interface Surroundings extends Standing {
  /** The revision is approved and the post still wants to go out. */
  wanted: boolean;
  channelState: 'connected' | 'paused' | 'reconnect_needed';
  /** For how long the network asked the account to be left alone, ms; 0 when it did not. */
  heldMs: number;
  /** It was under way when the database was put back to an earlier state, and nobody has looked for it since. */
  doubt?: unknown;
}

/** Why a publication cannot go on now, and what becomes of it meanwhile; null when nothing is in its way. */
export function obstacleOf(now: Surroundings): Settlement | null {
  if (!now.wanted) return settle(now, { stage: 'waiting', journal: [{ kind: 'not_wanted' }] });
  if (isTooLate(now.dueInMs, now.lateLimitMs)) {
    // It may be out since before the database went back: nobody may be told that it is not.
    if (now.doubt) return ask(now, now.readings, 'too late to look for it');
    const lastError = { class: 'permanent', code: 'too_late', message: '', hint: 'too_late' };
    return settle(now, {
      state: 'failed',
      stage: 'done',
      lastError,
      journal: [{ kind: 'failed', detail: lastError }],
    });
  }
  if (now.channelState !== 'connected') {
    const lastError = { class: 'auth', code: now.channelState, message: '', hint: 'reconnect' };
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
      lastError: { class: 'rate_limited', code: 'held', message: '', hint: 'rate_limited' },
      journal: [{ kind: 'held', detail: { forMs: Math.round(now.heldMs) } }],
    });
  }
  return null;
}

/**
 * Its network takes no more posts when it is due: it is prepared again shortly before the place that it has, or shown when
 * that is too late to be useful.
 * @param leadMs how long preparing takes
 */
export function overQuota(
  now: Standing,
  place: { inMs: number; at: number; quota: { name: string; limit: number } },
  leadMs: number,
): Settlement {
  const { name, limit } = place.quota;
  const lastError = { class: 'rate_limited', code: name, message: `${limit} in a day`, hint: 'daily_quota' };
  return settle(now, {
    stage: 'delayed',
    wakeInMs: untilDeadline(now, place.inMs - leadMs),
    lastError,
    journal: [{ kind: 'delayed', detail: { quota: name, limit, until: new Date(place.at).toISOString() } }],
  });
}

/**
 * The rules that the composer showed and submission enforced, once more before anything is sent: a network's limits
 * may have become tighter since.
 */
export function contentObstacle(
  now: Standing & { platform: Platform; content: ChannelContent },
): Settlement | null {
  const [problem] = checkContent(now.platform, now.content).filter(({ severity }) => severity === 'error');
  if (!problem) return null;
  const lastError = {
    class: 'permanent',
    code: problem.code,
    message: problem.path,
    hint: 'content_refused',
  };
  return settle(now, {
    state: 'failed',
    stage: 'done',
    lastError,
    journal: [{ kind: 'failed', detail: lastError }],
  });
}
