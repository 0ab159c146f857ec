import type { DomainEventMap, Tx } from '#lib/database';
import { traceParent } from '#lib/kernel';
import { wakeDelayed, lockPublications } from './plans.repository.js';
import { MOVE } from './plans.sql.js';

/**
 * Gives the publications of a post that are not out yet another due instant, or none.
 * @param leadS the setting `ARM_LEAD_SECONDS`
 */
export async function movePublications(
  tx: Tx,
  { postId, dueAt }: DomainEventMap['post.rescheduled'],
  leadS: number,
): Promise<void> {
  await lockPublications(tx, postId, true);
  await MOVE.rows(tx, { postId, dueAt, leadS, traceParent: traceParent() });
  await wakeDelayed(tx, postId);
}
