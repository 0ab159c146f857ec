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
 * Makes due what waited for a channel that works again; deadlines are checked when it is claimed. A publication that
 * waits out its network's visibility time goes on waiting: not finding it earlier proves nothing.
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

/** Ends the hold of a network: what it delayed is due now. */
export async function releaseChannel(
  tx: Tx,
  { channelId, platform }: DomainEventMap['channel.released'],
): Promise<void> {
  if (platform) await tx.query(WAKE_NETWORK_SQL, [platform]);
  await tx.query(RELEASE_SQL, [channelId]);
  await wakeWorkers(tx);
}
