import type { DomainEventMap, Tx } from '#lib/database';
import { wakeDelayed, lockPublications, requireNone } from './plans.repository.js';
import { MAY_BE_OUT, WITHDRAW } from './plans.sql.js';

/**
 * Withdraws publications whose approval is gone: nothing is sent, and nothing prepared is kept.
 * @throws DomainError 409 while one is in flight, may be live and waits for a person, or is out although its post
 * does not say
 * so yet: a new approval must neither send it twice nor be without effect
 */
export async function withdrawPublications(
  tx: Tx,
  { postId }: DomainEventMap['post.withdrawn'],
): Promise<void> {
  await lockPublications(tx, postId, true);
  await requireNone(tx, postId, MAY_BE_OUT, 'publication_unresolved');
  await WITHDRAW.rows(tx, { postId });
  await wakeDelayed(tx, postId);
}
