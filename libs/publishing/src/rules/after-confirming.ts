import type { PlatformErrorDetail } from '#lib/platforms';
import { toStored } from './after-failure.js';
import { ask } from './after-reading.js';
import { backoffMs, MAX_ATTEMPTS } from './backoff.js';
import { settle, type Settlement, type Standing } from './settlement.js';

/**
 * The network accepted and then either refused after all, or cannot be read: the post is not repeated for that.
 * @param random from 0 to 1
 */
export function afterUnconfirmed(
  now: Standing & { remoteId: string | null },
  detail: PlatformErrorDetail,
  random: number,
): Settlement {
  const lastError = toStored(detail);
  if (detail.class === 'permanent') {
    return settle(now, {
      state: 'failed',
      stage: 'done',
      lastError,
      journal: [{ kind: 'failed', detail: { ...lastError } }],
    });
  }
  // What our own pace held back was not asked at all.
  const readings = now.readings + (detail.scope === 'call' ? 0 : 1);
  if (readings >= MAX_ATTEMPTS) {
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
    wakeInMs: detail.retryAfterMs ?? backoffMs(readings, random),
    journal: [{ kind: 'unconfirmed', detail: { ...lastError } }],
  });
}
