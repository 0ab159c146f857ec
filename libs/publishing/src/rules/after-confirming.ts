import type { PlatformErrorDetail } from '#rules/platforms';
import { losesCredential, toStored, unread } from './after-failure.js';
import { ask } from './after-reading.js';
import { backoffMs, MAX_ATTEMPTS } from './backoff.js';
import { isLate, settle, type Settlement, type Standing, untilDeadline } from './settlement.js';

/**
 * The network accepted and then either refused after all, or cannot be read: the post is not repeated for that. A refused
 * access says nothing of the post: it is looked at again once the channel is reconnected. Nothing is waited for beyond the
 * moment when the post would be too late.
 * @param random from 0 to 1
 */
export function afterUnconfirmed(
  now: Standing & { remoteId: string | null },
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
  // It was accepted: that it cannot be read now takes nothing of that back.
  const lastError = unread(detail);
  const lost = losesCredential(detail);
  // What our own pace held back was not asked at all.
  const readings = now.readings + (lost || detail.scope === 'call' ? 0 : 1);
  if (readings >= MAX_ATTEMPTS || isLate(now)) {
    return now.remoteId
      ? settle(now, {
          state: 'published',
          stage: 'done',
          journal: [{ kind: 'published', detail: { confirmed: false } }],
        })
      : ask(now, readings, detail.message);
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
