import type { DomainEventMap, Tx } from '#lib/database';
import { wakeWorkers } from '../../wake-workers.repository.js';
import { LOCK_WAITING, PREPARE_AGAIN, RELEASE, RESUME, WAKE_PLATFORM } from './channel-plans.sql.js';

/**
 * Makes due what waited for a channel that works again; deadlines are checked when it is claimed. A publication that
 * waits out its network's visibility time goes on waiting: not finding it earlier proves nothing.
 */
export async function resumeChannel(
  tx: Tx,
  { channelId }: DomainEventMap['channel.connected'],
): Promise<void> {
  await LOCK_WAITING.rows(tx, { channelId });
  await RESUME.rows(tx, { channelId });
  await PREPARE_AGAIN.rows(tx, { channelId });
  await wakeWorkers(tx);
}

/** Ends the hold of a network: what it delayed is due now. */
export async function releaseChannel(
  tx: Tx,
  { channelId, platform }: DomainEventMap['channel.released'],
): Promise<void> {
  if (platform) await WAKE_PLATFORM.rows(tx, { platform });
  await RELEASE.rows(tx, { channelId });
  await wakeWorkers(tx);
}
