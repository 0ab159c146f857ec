import type { Tx } from '#lib/database';
import { type PostState, type PublicationFact, stateFromPublications } from '#lib/posts';

/** A post, named so that an index finds it among those of every organisation. */
export interface PostKey {
  organisationId: string;
  id: string;
}

interface Row extends PostKey {
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

const KEYS = `jsonb_to_recordset($1) AS k("organisationId" uuid, id uuid)`;

/**
 * Brings posts in line with their publications. Takes the posts' locks first and reads afterwards, so that two
 * workers that settle two publications of one post cannot both miss the other. Must not run in a transaction that
 * already changed a publication (posts are locked before publications, everywhere).
 */
export async function alignPosts(tx: Tx, posts: readonly PostKey[]): Promise<void> {
  if (posts.length === 0) return;
  const keys = JSON.stringify(posts.map(({ organisationId, id }) => ({ organisationId, id })));
  await tx.query(
    `SELECT 1 FROM ${KEYS} JOIN post p ON p.organisation_id = k."organisationId" AND p.id = k.id
     ORDER BY p.id FOR UPDATE OF p`,
    [keys],
  );
  const rows = await tx.query<Row[]>(
    `SELECT p.organisation_id AS "organisationId", p.id, p.state, p.needs_attention AS "needsAttention",
       json_agg(json_build_object('state', u.state, 'started', u.due_at <= now())) AS publications
     FROM ${KEYS} JOIN post p ON p.organisation_id = k."organisationId" AND p.id = k.id
     JOIN publication u ON u.organisation_id = p.organisation_id AND u.post_id = p.id
     WHERE p.state = ANY($2) GROUP BY p.organisation_id, p.id`,
    [keys, FOLLOWING],
  );
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
  await tx.query(
    `UPDATE post p SET state = c.state, needs_attention = c.attention, version = version + 1, updated_at = now()
     FROM jsonb_to_recordset($1) AS c("organisationId" uuid, id uuid, state text, attention boolean)
     WHERE p.organisation_id = c."organisationId" AND p.id = c.id`,
    [JSON.stringify(changes.map(({ before: _, ...change }) => change))],
  );
}
