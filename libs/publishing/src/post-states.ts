import type { Tx } from '#lib/database';
import { type PostState, type PublicationFact, stateFromPublications } from '#lib/posts';

interface Row {
  id: string;
  state: PostState;
  needsAttention: boolean;
  publications: PublicationFact[];
}

/** States of a post that its publications may change; a draft or a post under review has no say of theirs. */
const FOLLOWING: readonly PostState[] = [
  'scheduled',
  'approved',
  'publishing',
  'published',
  'partially_published',
  'failed',
  'cancelled',
];

/**
 * Brings posts in line with their publications. Takes the posts' locks first and reads afterwards, so that two
 * workers that settle two publications of one post cannot both miss the other. Must not run in a transaction that
 * already changed a publication (posts are locked before publications, everywhere).
 */
export async function refreshPostStates(tx: Tx, postIds: readonly string[]): Promise<void> {
  if (postIds.length === 0) return;
  await tx.query('SELECT 1 FROM post WHERE id = ANY($1) ORDER BY id FOR UPDATE', [postIds]);
  const rows = await tx.query<Row[]>(
    `SELECT p.id, p.state, p.needs_attention AS "needsAttention",
       json_agg(json_build_object('state', u.state, 'started', u.due_at <= now())) AS publications
     FROM post p JOIN publication u ON u.organisation_id = p.organisation_id AND u.post_id = p.id
     WHERE p.id = ANY($1) AND p.state = ANY($2) GROUP BY p.organisation_id, p.id`,
    [postIds, FOLLOWING],
  );
  const changes = rows
    .map((row) => ({
      id: row.id,
      state: stateFromPublications(row.publications) ?? row.state,
      attention: row.publications.some((u) => u.state === 'needs_attention'),
      before: row,
    }))
    .filter(({ state, attention, before }) => state !== before.state || attention !== before.needsAttention);
  if (changes.length === 0) return;
  await tx.query(
    `UPDATE post p SET state = c.state, needs_attention = c.attention, version = version + 1, updated_at = now()
     FROM jsonb_to_recordset($1) AS c(id uuid, state text, attention boolean) WHERE p.id = c.id`,
    [JSON.stringify(changes.map(({ id, state, attention }) => ({ id, state, attention })))],
  );
}
