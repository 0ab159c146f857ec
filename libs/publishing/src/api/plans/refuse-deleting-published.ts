import type { DomainEventMap, Tx } from '#lib/database';
import { lockPublications, requireNone } from './plans.repository.js';
import { WAS_PUBLISHED } from './plans.sql.js';

/** Refuses to delete a post that was ever published, because the journal refers to it. @throws DomainError 409 */
export async function refuseDeletingPublished(
  tx: Tx,
  { postId }: DomainEventMap['post.deleting'],
): Promise<void> {
  await lockPublications(tx, postId, false);
  await requireNone(tx, postId, WAS_PUBLISHED, 'post_was_out');
}
