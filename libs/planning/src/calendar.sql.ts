/**
 * The entries of a window of time. Index `post_calendar` answers it without reading the table; channels come from
 * the key of `post_variant`. $1 organisation, $2 from, $3 to (exclusive), $4 states, $5 formats, $6 campaigns, $7
 * channels, $8 nodes (each null for all), $9 rows at most.
 */
export const CALENDAR_SQL = `
  SELECT p.id AS "postId", p.label AS title,
    to_char(p.due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS start,
    p.local_time AS "localTime", p.time_zone AS "timeZone", p.state, p.needs_attention AS "needsAttention",
    f.key AS "formatKey",
    coalesce((
      SELECT json_agg(json_build_object('id', c.id, 'platform', c.platform) ORDER BY v.position)
      FROM post_variant v
      JOIN channel c ON c.organisation_id = v.organisation_id AND c.id = v.channel_id
      WHERE v.organisation_id = p.organisation_id AND v.post_id = p.id
    ), '[]') AS channels
  FROM post p
  LEFT JOIN format f ON f.organisation_id = p.organisation_id AND f.id = p.format_id
  WHERE p.organisation_id = $1 AND p.due_at >= $2 AND p.due_at < $3
    AND ($4::text[] IS NULL OR p.state = ANY($4))
    AND ($5::uuid[] IS NULL OR p.format_id = ANY($5))
    AND ($6::uuid[] IS NULL OR p.campaign_id = ANY($6))
    AND ($7::uuid[] IS NULL OR EXISTS (
      SELECT 1 FROM post_variant v
      WHERE v.organisation_id = p.organisation_id AND v.post_id = p.id AND v.channel_id = ANY($7)
    ))
    AND ($8::uuid[] IS NULL OR EXISTS (
      SELECT 1 FROM establishment e
      WHERE e.organisation_id = p.organisation_id AND e.id = p.establishment_id AND e.path && $8
    ))
  ORDER BY p.due_at, p.id LIMIT $9`;

/** The same as one JSON text, with the number of entries. */
export const CALENDAR_JSON = `
  SELECT coalesce(json_agg(entry), '[]')::text AS items, count(*)::int AS count
  FROM (${CALENDAR_SQL}) entry`;
