import { beginning, storable } from '#rules/kernel';
import type { FailureClass, HintCode, PlatformErrorDetail } from '#rules/platforms';
import { backoffMs, LEAST_PAUSE_MS, MAX_ATTEMPTS } from './backoff.js';
import {
  type Progress,
  settle,
  type Settlement,
  type PublicationStatus,
  type StoredError,
  untilDeadline,
} from './settlement.js';

/** Hint for people when the adapter gives none that is more precise. */
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
  cause: detail.cause,
  code: beginning(detail.code, 100),
  message: storable(beginning(detail.message, 500)),
  hint: detail.hint ?? HINT_OF[detail.class],
});

/**
 * The error that is stored while nobody knows whether the post is out: exactly that, whatever the failure says. A
 * refused reading or a gateway's error page proves nothing about the post.
 */
export const toUnknown = (detail: PlatformErrorDetail): StoredError => ({
  ...toStored(detail),
  class: 'unknown',
  hint: 'may_be_live',
});

/** Whether the credential itself was refused. One that only lacks the right to read or comment can still publish. */
export const losesCredential = ({ class: kind, hint }: PlatformErrorDetail): boolean =>
  kind === 'auth' && hint !== 'missing_permission';

/**
 * The stored error of a failed reading, which proves nothing about the post. When the credential was refused, it
 * waits for the next one.
 */
export const toUnread = (detail: PlatformErrorDetail): StoredError =>
  losesCredential(detail) ? { ...toUnknown(detail), hint: 'unread' } : toUnknown(detail);

/** Hints of publications that wait for a new credential of their channel, to be sent or to be read. */
export const WITHOUT_ACCESS: readonly string[] = ['reconnect', 'unread'];

/** Messages that promise another attempt, so they must not be stored with the last one. */
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

/** The last attempt after an outage is made this long before the post would be too late, ms. */
const LAST_TRY_MS = 5_000;

/** What the failure says of the channel: which hold the network asks for. */
const held = (scope: 'channel' | 'app' | 'call', holdMs: number): Pick<Settlement, 'channel'> =>
  scope === 'call' ? {} : { channel: { holdMs, scope } };

/**
 * After a failure that proves nothing became visible: every failure while arming, and those of the visible step that
 * the network documents as refusals. Transient failures are retried with backoff until the post would be too late;
 * unexplained ones a few times.
 * @param random from 0 to 1
 * @param counted true when `now.attempts` already includes the attempt, as for a visible one
 */
export function afterRefusal(
  now: PublicationStatus,
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
      // Goes on when the channel is connected again; looked at once more at its deadline.
      return settle(now, {
        ...back,
        stage: 'held',
        wakeInMs: Math.max(0, now.dueInMs + now.lateLimitMs),
        channel: { reconnect: detail.code },
        journal: said('held'),
      });
    case 'rate_limited': {
      // A network that keeps asking to retry at once gets the same backoff as any other.
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
      // An outage ends by itself, so it is retried until the deadline; anything else would only fail again.
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
        // The last attempt comes before the deadline, so that the stored error is the network's own.
        wakeInMs: leftMs > 0 ? Math.min(pauseMs, leftMs) : untilDeadline(now, pauseMs),
        journal: said('refused'),
      });
    }
  }
}

/**
 * After a visible step whose outcome is unknown. It is never repeated: the network is read back first, once its
 * visibility time is over.
 */
export function afterUnknown(
  now: PublicationStatus,
  detail: PlatformErrorDetail,
  visibilityDelayMs: number,
): Settlement {
  return settle(now, {
    state: 'publishing',
    stage: 'reconciling',
    wakeInMs: visibilityDelayMs,
    readings: 0,
    progress: detail.duplicateOf ? { ...now.progress, $duplicateOf: detail.duplicateOf } : now.progress,
    lastError: toUnknown(detail),
    journal: [{ kind: 'unknown', detail: { ...toUnknown(detail) } }],
  });
}

/** Drops the output of a step and of every later step, in the order they were done. */
function dropFrom(progress: Progress, step: string): Progress {
  const done = Array.isArray(progress['$done']) ? (progress['$done'] as string[]) : [];
  const from = done.indexOf(step);
  const kept = from < 0 ? done : done.slice(0, from);
  const outputs = Object.entries(progress).filter(([name]) => name.startsWith('$') || kept.includes(name));
  return { ...Object.fromEntries(outputs), $done: kept };
}
