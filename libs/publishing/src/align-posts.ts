import type { Tx } from '#lib/database';
import { type PostState, type PublicationFact, stateFromPublications } from '#lib/posts';
import { ALIGN_POSTS_SQL, COMPARE_POSTS_SQL, LOCK_POSTS_SQL } from './align-posts.sql.js';

/** A post's key with its organisation, so that an index finds it among the posts of every organisation. */
export interface PostKey {
  organisationId: string;
  id: string;
}

interface Row extends PostKey {
  state: PostState;
  needsAttention: boolean;
  publications: PublicationFact[];
}

/**
 * Updates the state of posts from their publications. Locks the posts before it reads: two workers that settle two
 * publications of one post cannot both miss the other's change. Must not run in a transaction that already changed a
 * publication, because posts are always locked before publications.
 */
export async function alignPosts(tx: Tx, posts: readonly PostKey[]): Promise<void> {
  if (posts.length === 0) return;
  const keys = JSON.stringify(posts.map(({ organisationId, id }) => ({ organisationId, id })));
  await tx.query(LOCK_POSTS_SQL, [keys]);
  const rows = await tx.query<Row[]>(COMPARE_POSTS_SQL, [keys]);
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
  await tx.query(ALIGN_POSTS_SQL, [JSON.stringify(changes.map(({ before: _, ...change }) => change))]);
}
