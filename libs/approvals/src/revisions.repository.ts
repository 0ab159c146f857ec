import { statement, type Tx } from '#lib/database';
import { Revision, type RevisionRow } from '#lib/posts';

/** A revision in a post's history: with its frozen content, and who ended it other than by a decision. */
export interface RevisionRecord extends RevisionRow, Pick<Revision, 'content'> {
  left: { by: string; at: string; how: 'withdrawn' | 'cancelled'; note: string | null } | null;
}

/** Most rows of a list; nobody reads further. */
const MOST = 200;

/**
 * Every revision of a post, newest first. Who ended one by editing, withdrawing or cancelling is found in the audit
 * log: the first such entry after the submission.
 */
export function findRevisions(tx: Tx, postId: string): Promise<RevisionRecord[]> {
  const columns = tx.connection
    .getMetadata(Revision)
    .columns.map(({ databaseName, propertyName }) => `r.${databaseName} AS "${propertyName}"`);
  return statement<{ postId: string }, RevisionRecord>(
    `SELECT ${columns.join(', ')}, l.left
     FROM revision r
     LEFT JOIN LATERAL (
       SELECT json_build_object(
         'by', a.actor_name, 'at', a.at, 'how', substr(a.action, 6), 'note', a.detail->>'note'
       ) AS left
       FROM audit_entry a
       WHERE r.state = 'superseded'
         AND a.organisation_id = r.organisation_id
         AND a.subject_id = r.post_id
         AND a.action IN ('post.withdrawn', 'post.cancelled')
         AND a.at >= r.submitted_at
       ORDER BY a.at LIMIT 1
     ) l ON true
     WHERE r.post_id = :postId
     ORDER BY r.number DESC LIMIT ${MOST}`,
  ).rows(tx, { postId });
}
