import type { Database } from '#lib/database';

/**
 * Keeps only notifications that still matter today: of people's acts, those that wait for an answer; of the
 * worker's, those that need a person.
 */
export const notifyOfWhatWaits = (database: Database, organisationId: string): Promise<void> =>
  database.system(async (tx) => {
    await tx.query(
      `DELETE FROM outbox_message m USING post p
       WHERE m.organisation_id = $1 AND p.organisation_id = m.organisation_id AND p.id = (m.body->>'postId')::uuid
         AND (m.kind, p.state) NOT IN (('post.submitted', 'in_review'), ('post.changes_requested', 'changes_requested'))`,
      [organisationId],
    );
    await tx.query(
      `INSERT INTO outbox_message (organisation_id, kind, body)
       SELECT organisation_id, 'publication.' || state,
         jsonb_build_object('publicationId', id, 'postId', post_id, 'channelId', channel_id)
       FROM publication WHERE organisation_id = $1 AND state IN ('failed', 'needs_attention')`,
      [organisationId],
    );
  });
