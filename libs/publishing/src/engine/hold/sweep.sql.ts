/**
 * Marks what needs work and is not held as handed to the queue. Index `publication_wake` finds it; a lost queue
 * entry is made again after one lease. $1 how many at most, $2 length of the lease (s).
 */
export const SWEEP_SQL = `
  WITH due AS (
    SELECT organisation_id, id FROM publication
    WHERE wake_at <= statement_timestamp()
      AND (lease_until IS NULL OR lease_until < clock_timestamp())
      AND (queued_at IS NULL OR queued_at < clock_timestamp() - make_interval(secs => $2))
    ORDER BY wake_at LIMIT $1 FOR UPDATE SKIP LOCKED
  ), queued AS (
    UPDATE publication u SET queued_at = clock_timestamp()
    FROM due
    WHERE u.organisation_id = due.organisation_id AND u.id = due.id
    RETURNING u.organisation_id, u.id, u.channel_id, u.trace_parent
  )
  SELECT organisation_id AS "organisationId",
    id AS "publicationId",
    channel_id AS "channelId",
    trace_parent AS "traceParent",
    (SELECT c.platform FROM channel c
      WHERE c.organisation_id = queued.organisation_id AND c.id = queued.channel_id) AS platform
  FROM queued`;
