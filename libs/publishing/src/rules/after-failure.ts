import { beginning, storable } from '#rules/kernel';
import type { FailureClass, HintCode, PlatformErrorDetail } from '#rules/platforms';
import { backoffMs, LEAST_PAUSE_MS, MAX_ATTEMPTS } from './backoff.js';
import {
  type Progress,
  settle,
  type Settlement,
  type Standing,
  type StoredError,
  untilDeadline,
} from './settlement.js';

/** What to tell people when the adapter has nothing more precise to say. */
const HINT_OF: Record<FailureClass, HintCode> = {
  transient: 'network_unavailable',
  rate_limited: 'rate_limited',
  auth: 'reconnect',
  permanent: 'content_refused',
  duplicate: 'duplicate_post',
  unknown: 'may_be_live',
};

/** What is kept of a failure, for the people who read it. */
export const toStored = (detail: PlatformErrorDetail): StoredError => ({
  class: detail.class,
  code: beginning(detail.code, 100),
  message: storable(beginning(detail.message, 500)),
  hint: detail.hint ?? HINT_OF[detail.class],
});

/**
 * What is kept while nobody knows whether the post is out: that, whatever the failure says of itself. A refused reading or a
 * gateway's page is no word on the post.
 */
export const doubtful = (detail: PlatformErrorDetail): StoredError => ({
  ...toStored(detail),
  class: 'unknown',
  hint: 'may_be_live',
});

/** Whether the credential itself was refused; one that merely may not read or comment can still publish. */
export const losesCredential = ({ class: kind, hint }: PlatformErrorDetail): boolean =>
  kind === 'auth' && hint !== 'missing_permission';

/** What is kept of a reading that failed, which is no word on the post: one for want of a credential waits for the next credential. */
export const unread = (detail: PlatformErrorDetail): StoredError =>
  losesCredential(detail) ? { ...doubtful(detail), hint: 'unread' } : doubtful(detail);

/** Hints of what waits for another credential to its channel: to be sent, or to be read. */
export const WITHOUT_ACCESS: readonly string[] = ['reconnect', 'unread'];

/** Sentences that promise another try; the last one is not followed by any. */
const PROMISING = new Set<string>([
  'network_unavailable',
  'rate_limited',
  'posting_too_fast',
  'upload_expired',
  'media_unreachable',
  'storage_unavailable',
  'may_be_live',
]);

const givenUp = (error: StoredError): StoredError =>
  PROMISING.has(error.hint) ? { ...error, hint: 'gave_up' } : error;

const DEFAULT_HOLD_MS = 60_000;

/** The last try after an outage is made this long before the post is too late to be useful, ms. */
const LAST_TRY_MS = 5_000;

/** What else the network wants left alone. */
const held = (scope: 'channel' | 'app' | 'call', holdMs: number): Pick<Settlement, 'channel'> =>
  scope === 'call' ? {} : { channel: { holdMs, scope } };

/**
 * After a failure of which it is proven that nothing became visible: every failure while arming, and those of the
 * visible step that the network documents as refusals. What time heals is tried again until the post would be too late,
 * ever more slowly; what nothing explains, a few times.
 * @param random from 0 to 1
 * @param counted true when the attempt is in `now.attempts` already, as a visible one is
 */
export function afterRefusal(
  now: Standing,
  detail: PlatformErrorDetail,
  random: number,
  counted: boolean,
): Settlement {
  const lastError = toStored(detail);
  const progress = detail.restartFrom ? dropFrom(now.progress, detail.restartFrom) : now.progress;
  const back = { state: 'pending', intent: null, progress, lastError, readings: 0 } as const;
  const said = (kind: string) => [{ kind, detail: { ...lastError } }];
  switch (detail.class) {
    case 'auth':
      // Resumes by itself when the channel is connected again; looked at once more at its deadline.
      return settle(now, {
        ...back,
        stage: 'held',
        wakeInMs: Math.max(0, now.dueInMs + now.lateLimitMs),
        channel: { reconnect: detail.code },
        journal: said('held'),
      });
    case 'rate_limited': {
      // A network that says "at once" again and again is asked as slowly as any other that refuses.
      const leastMs = counted && now.attempts > 1 ? backoffMs(now.attempts - 1, random) : LEAST_PAUSE_MS;
      const holdMs = Math.max(detail.retryAfterMs ?? DEFAULT_HOLD_MS, leastMs);
      return settle(now, {
        ...back,
        stage: 'retrying',
        wakeInMs: untilDeadline(now, holdMs),
        ...held(detail.scope ?? 'channel', holdMs),
        journal: said('refused'),
      });
    }
    case 'permanent':
      return settle(now, {
        ...back,
        state: 'failed',
        stage: 'done',
        attempts: now.attempts,
        journal: said('failed'),
      });
    case 'transient':
    case 'duplicate':
    case 'unknown': {
      const attempts = now.attempts + (counted ? 0 : 1);
      const leftMs = now.dueInMs + now.lateLimitMs - LAST_TRY_MS;
      // An outage ends by itself, however long it takes; what is no outage would only fail again.
      if (detail.class === 'transient' ? leftMs <= 0 : attempts >= MAX_ATTEMPTS) {
        return settle(now, {
          ...back,
          lastError: givenUp(lastError),
          state: 'failed',
          stage: 'done',
          attempts,
          journal: [{ kind: 'failed', detail: { ...givenUp(lastError) } }],
        });
      }
      const pauseMs = Math.max(detail.retryAfterMs ?? 0, backoffMs(attempts, random));
      return settle(now, {
        ...back,
        stage: 'retrying',
        attempts,
        // The last try comes before the deadline, so that what ends it says what the network said.
        wakeInMs: leftMs > 0 ? Math.min(pauseMs, leftMs) : untilDeadline(now, pauseMs),
        journal: said('refused'),
      });
    }
  }
}

/**
 * After a visible step whose outcome nobody can tell. It is never repeated: the network is read back first, once it
 * must show what it accepted.
 */
export function afterUnknown(
  now: Standing,
  detail: PlatformErrorDetail,
  visibilityDelayMs: number,
): Settlement {
  return settle(now, {
    state: 'publishing',
    stage: 'reconciling',
    wakeInMs: visibilityDelayMs,
    readings: 0,
    progress: detail.duplicateOf ? { ...now.progress, $duplicateOf: detail.duplicateOf } : now.progress,
    lastError: doubtful(detail),
    journal: [{ kind: 'unknown', detail: { ...doubtful(detail) } }],
  });
}

/** Forgets the output of a step and of every step after it, in the order they were done. */
function dropFrom(progress: Progress, step: string): Progress {
  const done = Array.isArray(progress['$done']) ? (progress['$done'] as string[]) : [];
  const from = done.indexOf(step);
  const kept = from < 0 ? done : done.slice(0, from);
  const outputs = Object.entries(progress).filter(([name]) => name.startsWith('$') || kept.includes(name));
  return { ...Object.fromEntries(outputs), $done: kept };
}
