import type { DomainEventMap, Tx } from '#lib/database';
import { alignPosts } from '../../align-posts.js';
import { wakeDelayed, lockPublications } from './plans.repository.js';
import { CANCEL, UNWANTED } from './plans.sql.js';

/**
 * Cancels the publications of a post. One that may be out already is first looked up on its network; if it is not
 * out, it is not sent any more.
 */
export async function cancelPublications(
  tx: Tx,
  { organisationId, postId }: DomainEventMap['post.cancelled'],
): Promise<void> {
  await lockPublications(tx, postId, true);
  await UNWANTED.rows(tx, { postId });
  await CANCEL.rows(tx, { postId });
  // The post was locked before its publications, which is the order that `alignPosts` needs.
  await alignPosts(tx, [{ organisationId, id: postId }]);
  await wakeDelayed(tx, postId);
}
