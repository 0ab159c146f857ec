import { type None, sqlList, statement } from '#lib/database';
import { OPEN } from '#rules/publishing';

/**
 * Condition on `publication u`: the engine has work with it now. Uses one instant per statement, so that an index can
 * be searched by it, as do the others.
 */
export const HAS_WORK = `u.wake_at <= statement_timestamp()
  AND u.state IN ${sqlList(OPEN)}`;

/** Condition on `publication u`: it is due and has not ended. */
export const DUE = `${HAS_WORK}
  AND u.due_at <= statement_timestamp()`;

/**
 * Condition on `publication u`: it should have been tried two minutes ago and was not, without being held or delayed
 * by a network's limit.
 */
export const OVERDUE = `u.state = 'pending'
  AND u.attempts = 0
  AND u.stage <> 'held'
  AND u.wake_at <= statement_timestamp()
  AND u.due_at <= statement_timestamp() - interval '2 minutes'`;

/**
 * Notes newly overdue publications, puts one message for each into the outbox, and deletes those that are no longer
 * overdue. One statement.
 */
export const NOTE_OVERDUE = statement<None, { notified: number }>(`
  WITH late AS (
    SELECT u.organisation_id, u.id, u.post_id, u.channel_id FROM publication u WHERE ${OVERDUE}
  ), noted AS (
    INSERT INTO overdue_publication (organisation_id, publication_id) SELECT organisation_id, id FROM late
    ON CONFLICT DO NOTHING RETURNING organisation_id, publication_id
  ), notified AS (
    INSERT INTO outbox_message (organisation_id, kind, body)
    SELECT l.organisation_id, 'publication.overdue',
      jsonb_build_object('publicationId', l.id, 'postId', l.post_id, 'channelId', l.channel_id)
    FROM noted n
    JOIN late l
      ON l.organisation_id = n.organisation_id
      AND l.id = n.publication_id
    RETURNING id
  ), forgotten AS (
    DELETE FROM overdue_publication o
    WHERE NOT EXISTS (
      SELECT 1 FROM late l
      WHERE l.organisation_id = o.organisation_id
        AND l.id = o.publication_id)
    RETURNING o.publication_id
  )
  SELECT count(*)::int AS notified FROM notified`);
