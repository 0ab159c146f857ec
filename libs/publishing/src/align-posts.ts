import type { Tx } from '#lib/database';
import { stateFromPublications } from '#lib/posts';
import { ALIGN_POSTS, COMPARE_POSTS, LOCK_POSTS, type PostKey } from './align-posts.sql.js';

/**
 * Updates the state of posts from their publications. Locks the posts before it reads: two workers that settle two
 * publications of one post cannot both miss the other's change. Must not run in a transaction that already changed a
 * publication, because posts are always locked before publications.
 */
export async function alignPosts(tx: Tx, posts: readonly PostKey[]): Promise<void> {
  if (posts.length === 0) return;
  const keys = JSON.stringify(posts.map(({ organisationId, id }) => ({ organisationId, id })));
  await LOCK_POSTS.rows(tx, { keys });
  const rows = await COMPARE_POSTS.rows(tx, { keys });
  const changes = rows
    .map((row) => ({
      organisationId: row.organisationId,
      id: row.id,
      state: stateFromPublications(row.publications) ?? row.state,
      attention: row.publications.some((u) => u.state === 'needs_attention'),
      before: row,
    }))
    .filter(({ state, attention, before }) => state !== before.state || attention !== before.needsAttention);
  if (changes.length === 0) return;
  await ALIGN_POSTS.rows(tx, { changes: JSON.stringify(changes.map(({ before: _, ...change }) => change)) });
}
