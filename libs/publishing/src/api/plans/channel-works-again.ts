import type { DomainEventMap, Tx } from '#lib/database';
import { wakeWorkers } from '../../wake-workers.repository.js';
import {
  LOCK_WAITING_SQL,
  PREPARE_AGAIN_SQL,
  RELEASE_SQL,
  RESUME_SQL,
  WAKE_NETWORK_SQL,
} from './channel-plans.sql.js';

/**
 * A channel works again: what waited for it is looked at now; deadlines are checked then. What waits until its network must
 * show a post goes on waiting: silence before that means nothing.
 */
export async function resumeChannel(
  tx: Tx,
  { channelId }: DomainEventMap['channel.connected'],
): Promise<void> {
  await tx.query(LOCK_WAITING_SQL, [channelId]);
  await tx.query(RESUME_SQL, [channelId]);
  await tx.query(PREPARE_AGAIN_SQL, [channelId]);
  await wakeWorkers(tx);
}

/** Nobody waits for its network any more: what was told to is looked at now. */
export async function releaseChannel(
  tx: Tx,
  { channelId, platform }: DomainEventMap['channel.released'],
): Promise<void> {
  if (platform) await tx.query(WAKE_NETWORK_SQL, [platform]);
  await tx.query(RELEASE_SQL, [channelId]);
  await wakeWorkers(tx);
}
