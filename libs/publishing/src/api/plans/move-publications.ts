import type { DomainEventMap, Tx } from '#lib/database';
import { traceParent } from '#lib/kernel';
import { freePlaces, lockPublications } from './plans.repository.js';
import { MOVE_SQL } from './plans.sql.js';

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
  await tx.query(MOVE_SQL, [postId, dueAt, leadS, traceParent()]);
  await freePlaces(tx, postId);
}
