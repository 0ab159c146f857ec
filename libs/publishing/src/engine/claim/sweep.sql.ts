import { statement } from '#lib/database';
import type { Platform } from '#rules/platforms';

/** A publication that needs work, with its channel and network, whose shares of a worker it uses. */
export interface Due {
  organisationId: string;
  publicationId: string;
  channelId: string;
  platform: Platform;
  traceParent: string | null;
}

/**
 * Marks what needs work and is not held as handed to the queue. Index `publication_wake` finds it; a lost queue
 * entry is made again after one lease.
 */
export const SWEEP = statement<{ limit: number; leaseS: number }, Due>(`
  WITH due AS (
    SELECT organisation_id, id FROM publication
    WHERE wake_at <= statement_timestamp()
      AND (lease_until IS NULL OR lease_until < clock_timestamp())
      AND (queued_at IS NULL OR queued_at < clock_timestamp() - make_interval(secs => :leaseS))
    ORDER BY wake_at LIMIT :limit FOR UPDATE SKIP LOCKED
  ), queued AS (
    UPDATE publication u SET queued_at = clock_timestamp()
    FROM due
    WHERE u.organisation_id = due.organisation_id
      AND u.id = due.id
    RETURNING u.organisation_id, u.id, u.channel_id, u.trace_parent
  )
  SELECT organisation_id AS "organisationId",
    id AS "publicationId",
    channel_id AS "channelId",
    trace_parent AS "traceParent",
    (SELECT c.platform FROM channel c
      WHERE c.organisation_id = queued.organisation_id
        AND c.id = queued.channel_id) AS platform
  FROM queued`);
