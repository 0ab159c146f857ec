import type { PlatformErrorDetail } from '#rules/platforms';
import { losesCredential, toStored, toUnread } from './after-failure.js';
import { leaveToPerson } from './after-reading.js';
import { backoffMs, MAX_ATTEMPTS } from './backoff.js';
import { isLate, settle, type Settlement, type PublicationStatus, untilDeadline } from './settlement.js';

/**
 * After the network accepted a post and then refused it after all, or cannot be read. The post is not repeated. A
 * refused credential proves nothing about the post: it is read again once the channel is reconnected. No wait
 * extends beyond the moment when the post would be too late.
 * @param random from 0 to 1
 */
export function afterUnconfirmed(
  now: PublicationStatus & { remoteId: string | null },
  detail: PlatformErrorDetail,
  random: number,
): Settlement {
  if (detail.class === 'permanent' && detail.refused) {
    const lastError = toStored(detail);
    return settle(now, {
      state: 'failed',
      stage: 'done',
      lastError,
      journal: [{ kind: 'failed', detail: { ...lastError } }],
    });
  }
  // It was accepted, and a failed reading does not change that.
  const lastError = toUnread(detail);
  const lost = losesCredential(detail);
  // When our own rate limit held the call back, the network was not asked: no reading to count.
  const readings = now.readings + (lost || detail.scope === 'call' ? 0 : 1);
  if (readings >= MAX_ATTEMPTS || isLate(now)) {
    return now.remoteId
      ? settle(now, {
          state: 'published',
          stage: 'done',
          journal: [{ kind: 'published', detail: { confirmed: false } }],
        })
      : leaveToPerson(now, readings, detail.message);
  }
  return settle(now, {
    stage: 'confirming',
    readings,
    wakeInMs: untilDeadline(
      now,
      lost ? now.lateLimitMs : (detail.retryAfterMs ?? backoffMs(readings, random)),
    ),
    ...(lost ? { channel: { reconnect: detail.code } } : {}),
    lastError: lost ? lastError : null,
    journal: [{ kind: 'unconfirmed', detail: { ...lastError, said: detail.class } }],
  });
}
