import type { DomainEventMap, Tx } from '#lib/database';
import { alignPosts } from '../../align-posts.js';
import { freePlaces, lockPublications } from './plans.repository.js';
import { CANCEL_SQL, UNWANTED_SQL } from './plans.sql.js';

/** What may be out already is looked up first: should it not be, it does not go out any more. */
export async function cancelPublications(
  tx: Tx,
  { organisationId, postId }: DomainEventMap['post.cancelled'],
): Promise<void> {
  await lockPublications(tx, postId, true);
  await tx.query(UNWANTED_SQL, [postId]);
  await tx.query(CANCEL_SQL, [postId]);
  // The post was locked before its publications: the order that aligning asks for.
  await alignPosts(tx, [{ organisationId, id: postId }]);
  await freePlaces(tx, postId);
}
