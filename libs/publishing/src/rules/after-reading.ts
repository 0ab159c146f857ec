import type { PlatformErrorDetail, Reconciliation, RemotePost, StepEffect } from '#rules/platforms';
import { losesCredential, toUnread } from './after-failure.js';
import { backoffMs, MAX_ATTEMPTS } from './backoff.js';
import {
  isLate,
  settle,
  type Settlement,
  type PublicationStatus,
  untilDeadline,
  untilReading,
} from './settlement.js';

/** Visible attempts after which not finding the post is no longer trusted, and a person is asked. */
const MAX_FIRINGS = 6;
/** Key in the progress: how many readings in a row said that the post is absent. Other readings prove nothing. */
const ABSENT = '$absent';
const absencesOf = ({ progress }: PublicationStatus): number => Number(progress[ABSENT] ?? 0);
const withoutAbsences = ({
  progress: { [ABSENT]: _, ...rest },
}: PublicationStatus): PublicationStatus['progress'] => rest;

/** Readings without an answer before a person is asked. */
const MAX_UNCLEAR = 3;

/**
 * After reading the network back for a post whose acceptance is unknown.
 * - found: adopted;
 * - absent: trusted after two such readings in a row (one where the network recognises our handle), then one new
 *   attempt: the first at once, later ones with backoff, and not without end;
 * - unclear: read again a few times, then a person decides.
 * @param random from 0 to 1
 */
export function afterReading(
  now: PublicationStatus,
  reading: Reconciliation,
  effect: StepEffect,
  visibilityDelayMs: number,
  random: number,
): Settlement {
  const readings = now.readings + 1;
  switch (reading.found) {
    case 'yes':
      return { ...markPublished(now, reading), readings };
    case 'no': {
      // The network refused a duplicate that we cannot find: another attempt would be refused again.
      if (now.progress['$duplicateOf']) {
        return leaveToPerson(now, readings, `duplicate of ${String(now.progress['$duplicateOf'])}`);
      }
      const absences = absencesOf(now) + 1;
      if (absences < (effect === 'keyed' ? 1 : 2)) {
        return settle(now, {
          stage: 'reconciling',
          wakeInMs: visibilityDelayMs,
          readings,
          progress: { ...now.progress, [ABSENT]: absences },
          journal: [{ kind: 'not_found', detail: { reading: readings } }],
        });
      }
      if (now.attempts >= MAX_FIRINGS) {
        return leaveToPerson(now, readings, 'absent after several attempts');
      }
      return settle(now, {
        state: 'pending',
        stage: 'retrying',
        wakeInMs: now.attempts > 1 ? backoffMs(now.attempts - 1, random) : 0,
        intent: null,
        readings: 0,
        progress: withoutAbsences(now),
        commentIntent: false,
        journal: [{ kind: 'absent', detail: { readings } }],
      });
    }
    case 'unclear':
      return readings < MAX_UNCLEAR
        ? settle(now, {
            stage: 'reconciling',
            wakeInMs: visibilityDelayMs,
            readings,
            progress: withoutAbsences(now),
            journal: [{ kind: 'unclear', detail: { reason: reading.reason } }],
          })
        : leaveToPerson(now, readings, reading.reason);
  }
}

/**
 * After a reading that failed: nothing is known, and nothing is sent. A refused credential is waited for until the
 * post would be too late; other failures are retried a few times, then a person looks.
 * @param random from 0 to 1
 */
export function afterUnreadable(
  now: PublicationStatus,
  detail: PlatformErrorDetail,
  random: number,
): Settlement {
  const lastError = toUnread(detail);
  const journal = [{ kind: 'unreadable', detail: { ...lastError, said: detail.class } }];
  if (losesCredential(detail)) {
    const channel = { reconnect: detail.code };
    if (isLate(now)) return { ...leaveToPerson(now, now.readings, detail.message), channel };
    const wakeInMs = untilDeadline(now, now.lateLimitMs);
    return settle(now, { stage: 'reconciling', wakeInMs, lastError, channel, journal });
  }
  // When our own rate limit held the call back, the network was not asked: no reading to count.
  const readings = now.readings + (detail.scope === 'call' ? 0 : 1);
  if (readings > 2 * MAX_ATTEMPTS) return leaveToPerson(now, readings, detail.message);
  return settle(now, {
    stage: 'reconciling',
    readings,
    progress: withoutAbsences(now),
    wakeInMs: untilReading(now, detail.retryAfterMs ?? backoffMs(readings, random)),
    lastError,
    journal,
  });
}

/** It may be live, and the engine cannot tell: a person looks at the account and decides. */
export function leaveToPerson(now: PublicationStatus, readings: number, reason: string): Settlement {
  return settle(now, {
    state: 'needs_attention',
    stage: 'done',
    readings,
    lastError: {
      class: 'unknown',
      cause: 'unconfirmed',
      code: 'outcome_unknown',
      message: reason,
      hint: 'may_be_live',
    },
    journal: [{ kind: 'needs_attention', detail: { reason } }],
  });
}

/** It was found on the network, so the publication is out. */
export const markPublished = (now: PublicationStatus, { remoteId, remoteUrl }: RemotePost): Settlement =>
  settle(now, {
    state: 'published',
    stage: 'done',
    intent: null,
    accepted: true,
    remoteId,
    remoteUrl,
    journal: [{ kind: 'adopted', detail: { remoteId } }],
  });
