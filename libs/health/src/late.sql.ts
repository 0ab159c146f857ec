/**
 * A publication that should have been tried two minutes ago and was not: not held by its channel, not put off by a
 * network's limit, simply untouched. Of `publication u`; by one instant a statement, so that an index finds it.
 */
export const LATE = `u.state = 'pending' AND u.attempts = 0 AND u.stage <> 'held' AND u.wake_at <= statement_timestamp()
  AND u.due_at <= statement_timestamp() - interval '2 minutes'`;

/** Notes what has become overdue, tells it once, and forgets what is not overdue any more. In one statement. */
export const WATCH_SQL = `
  WITH late AS (
    SELECT u.organisation_id, u.id, u.post_id, u.channel_id FROM publication u WHERE ${LATE}
  ), noted AS (
    INSERT INTO overdue_publication (organisation_id, publication_id) SELECT organisation_id, id FROM late
    ON CONFLICT DO NOTHING RETURNING organisation_id, publication_id
  ), told AS (
    INSERT INTO outbox_message (organisation_id, kind, body)
    SELECT l.organisation_id, 'publication.overdue',
      jsonb_build_object('publicationId', l.id, 'postId', l.post_id, 'channelId', l.channel_id)
    FROM noted n JOIN late l ON l.organisation_id = n.organisation_id AND l.id = n.publication_id
    RETURNING id
  ), forgotten AS (
    DELETE FROM overdue_publication o
    WHERE NOT EXISTS (SELECT 1 FROM late l WHERE l.organisation_id = o.organisation_id AND l.id = o.publication_id)
    RETURNING o.publication_id
  )
  SELECT count(*)::int AS told FROM told`;
