/** What of a post counts: a cancelled one takes no place, whatever went out of it did. */
const COUNTS = `(u.state IN ('publishing', 'published', 'needs_attention')
    OR p.state <> 'cancelled' AND coalesce(u.state, 'pending') = 'pending')`;

/** By its key, post by post: the planner would otherwise read all the years' variants for one month of posts. */
const OF_POST = `SELECT f.channel_id, f.type, f.media_ids FROM post_variant f
    WHERE f.organisation_id = p.organisation_id AND f.post_id = p.id OFFSET 0`;

/**
 * Channels, and whole networks (no channel), with so many posts on one day that a day's quota may be short: half of it
 * on a calendar day is the least that can fill any 24 hours. Most organisations have none, and pay one count.
 * $1 organisation, $2 and $3 window, $4 rows of `platform, own, app` with the limits (null: none).
 */
export const CROWDED_SQL = `
  SELECT c.platform, v.channel_id AS "channelId"
  FROM post p
  CROSS JOIN LATERAL (${OF_POST}) v
  JOIN channel c ON c.organisation_id = p.organisation_id AND c.id = v.channel_id
  JOIN jsonb_to_recordset($4) AS q(platform text, own int, app int) ON q.platform = c.platform
  WHERE p.organisation_id = $1 AND p.due_at >= $2 AND p.due_at < $3 AND p.state <> 'cancelled'
  GROUP BY GROUPING SETS ((c.platform, v.channel_id, date_trunc('day', p.due_at, 'UTC')), (c.platform, date_trunc('day', p.due_at, 'UTC')))
  HAVING count(*) * 2 > CASE WHEN grouping(v.channel_id) = 0 THEN min(q.own) ELSE min(q.app) END`;

/** Every publication, sent or planned, of those channels ($4) and networks ($5) in the window. $6: establishments seen. */
export const PLANNED_SQL = `
  SELECT p.id AS "postId", v.channel_id AS "channelId", c.platform, c.name AS "channelName", v.type, p.link,
    (SELECT json_agg(json_build_object('kind', m.kind) ORDER BY array_position(coalesce(v.media_ids, p.media_ids), m.id)) FROM media m
      WHERE m.organisation_id = p.organisation_id AND m.id = ANY(coalesce(v.media_ids, p.media_ids))) AS media,
    (extract(epoch FROM CASE WHEN coalesce(u.state, 'pending') = 'pending' THEN p.due_at
      ELSE coalesce(u.published_at, u.fired_at, p.due_at) END) * 1000)::float8 AS at,
    coalesce(u.state, 'pending') <> 'pending' AS sent,
    ($6::uuid[] IS NULL OR e.path && $6) AS "channelSeen", ($6::uuid[] IS NULL OR pe.path && $6) AS "postSeen"
  FROM post p
  CROSS JOIN LATERAL (${OF_POST}) v
  JOIN channel c ON c.organisation_id = p.organisation_id AND c.id = v.channel_id
  JOIN establishment e ON e.organisation_id = c.organisation_id AND e.id = c.establishment_id
  JOIN establishment pe ON pe.organisation_id = p.organisation_id AND pe.id = p.establishment_id
  LEFT JOIN publication u ON u.organisation_id = p.organisation_id AND u.post_id = p.id AND u.channel_id = v.channel_id
  WHERE p.organisation_id = $1 AND p.due_at >= $2 AND p.due_at < $3 AND (v.channel_id = ANY($4) OR c.platform = ANY($5)) AND ${COUNTS}`;
