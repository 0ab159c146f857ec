import { statement } from '#lib/database';

/** What is asked of the calendar; null takes all. */
export interface CalendarValues {
  organisationId: string;
  from: string;
  /** Exclusive. */
  to: string;
  states: readonly string[] | null;
  formatIds: readonly string[] | null;
  campaignIds: readonly string[] | null;
  channelIds: readonly string[] | null;
  /** Establishments whose posts are seen, with those below them. */
  nodes: readonly string[] | null;
  limit: number;
}

/**
 * The entries of a window of time. Index `post_calendar` answers it without reading the table; channels come from
 * the key of `post_variant`.
 */
export const CALENDAR_ENTRIES = `
  SELECT p.id AS "postId",
    p.label AS title,
    to_char(p.due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS start,
    p.local_time AS "localTime",
    p.time_zone AS "timeZone",
    p.state,
    p.needs_attention AS "needsAttention",
    f.key AS "formatKey",
    coalesce((
      SELECT json_agg(json_build_object('id', c.id, 'platform', c.platform) ORDER BY v.position)
      FROM post_variant v
      JOIN channel c
        ON c.organisation_id = v.organisation_id
        AND c.id = v.channel_id
      WHERE v.organisation_id = p.organisation_id
        AND v.post_id = p.id
    ), '[]') AS channels
  FROM post p
  LEFT JOIN format f
    ON f.organisation_id = p.organisation_id
    AND f.id = p.format_id
  WHERE p.organisation_id = :organisationId
    AND p.due_at >= :from
    AND p.due_at < :to
    AND (:states::text[] IS NULL OR p.state = ANY(:states))
    AND (:formatIds::uuid[] IS NULL OR p.format_id = ANY(:formatIds))
    AND (:campaignIds::uuid[] IS NULL OR p.campaign_id = ANY(:campaignIds))
    AND (:channelIds::uuid[] IS NULL OR EXISTS (
      SELECT 1 FROM post_variant v
      WHERE v.organisation_id = p.organisation_id
        AND v.post_id = p.id
        AND v.channel_id = ANY(:channelIds)
    ))
    AND (:nodes::uuid[] IS NULL OR EXISTS (
      SELECT 1 FROM establishment e
      WHERE e.organisation_id = p.organisation_id
        AND e.id = p.establishment_id
        AND e.path && :nodes
    ))
  ORDER BY p.due_at, p.id LIMIT :limit`;

/** The same as one JSON array, with the number of entries. */
export const CALENDAR = statement<CalendarValues, { items: string; count: number }>(`
  SELECT coalesce(json_agg(entry), '[]')::text AS items, count(*)::int AS count
  FROM (${CALENDAR_ENTRIES}) entry`);
