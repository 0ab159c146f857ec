import { type None, sqlList, statement } from '#lib/database';
import type { MediaFacts, Platform, PostType } from '#rules/platforms';
import { NOT_OVER, POST_STATES, stateAllows } from '#rules/posts';
import { MAYBE_OUT } from '../rules/publication-state.js';
import { ms } from '../sql.js';

/** A channel of a post that has no publication yet will get one, so it counts as pending. */
const STATE = `coalesce(u.state, 'pending')`;

/** Posts that take no place: they are over, and nothing went out that would keep them from being deleted. */
const CALLED_OFF = POST_STATES.filter((state) => !NOT_OVER.includes(state) && stateAllows(state, 'delete'));

/** Whether a post counts: a cancelled one takes no place, but what went out of it does. */
const COUNTS = `(u.state IN ${sqlList(MAYBE_OUT)}
      OR p.state NOT IN ${sqlList(CALLED_OFF)}
        AND ${STATE} = 'pending')`;

/** By key, post by post: else the planner reads all years' variants for one month of posts. */
const OF_POST = `
    SELECT f.channel_id, f.type, f.media_ids
    FROM post_variant f
    WHERE f.organisation_id = p.organisation_id
      AND f.post_id = p.id
    OFFSET 0`;

/** What the post shows on the channel: the variant's media, or else its own. */
const MEDIA_IDS = 'coalesce(v.media_ids, p.media_ids)';

/** Kinds of the media, in their order. */
const MEDIA = `
      SELECT json_agg(json_build_object('kind', m.kind) ORDER BY array_position(${MEDIA_IDS}, m.id))
      FROM media m
      WHERE m.organisation_id = p.organisation_id
        AND m.id = ANY(${MEDIA_IDS})`;

/** Due instant; for what went out, the instant of publication. */
const AT = `CASE
      WHEN ${STATE} = 'pending' THEN p.due_at
      ELSE coalesce(u.published_at, u.fired_at, p.due_at)
    END`;

/** The zone and the limit of the organisation in force. */
export const ORGANISATION = statement<None, { zone: string; lateLimitMs: number }>(`
  SELECT time_zone AS zone, late_limit_minutes * 60000 AS "lateLimitMs" FROM organisation`);

interface Window {
  organisationId: string;
  from: string;
  /** Exclusive. */
  to: string;
}

/**
 * Channels, and whole networks (no channel), with so many posts on one day that a daily quota may be short: 24 hours
 * can only be full when one of the two calendar days has half the quota. Most organisations have none, and pay for
 * one count. `limits`: JSON of rows of `platform, own, app` (null: none).
 */
export const CROWDED = statement<
  Window & { limits: string },
  { platform: Platform; channelId: string | null }
>(`
  SELECT c.platform, v.channel_id AS "channelId"
  FROM post p
  CROSS JOIN LATERAL (${OF_POST}) v
  JOIN channel c
    ON c.organisation_id = p.organisation_id
    AND c.id = v.channel_id
  JOIN jsonb_to_recordset(:limits) AS q(platform text, own int, app int) ON q.platform = c.platform
  WHERE p.organisation_id = :organisationId
    AND p.due_at >= :from
    AND p.due_at < :to
    AND p.state NOT IN ${sqlList(CALLED_OFF)}
  GROUP BY GROUPING SETS (
    (c.platform, v.channel_id, date_trunc('day', p.due_at, 'UTC')),
    (c.platform, date_trunc('day', p.due_at, 'UTC')))
  HAVING count(*) * 2 > CASE WHEN grouping(v.channel_id) = 0 THEN min(q.own) ELSE min(q.app) END`);

interface Asked extends Window {
  channels: readonly string[];
  networks: readonly Platform[];
  /** Establishments that are seen, with those below them; null for all. */
  nodes: readonly string[] | null;
}

/** A publication of one of the days, with what tells which quotas it takes a place in. */
export interface PlannedRow {
  postId: string;
  channelId: string;
  platform: Platform;
  channelName: string;
  type: PostType | null;
  link: string | null;
  media: Pick<MediaFacts, 'kind'>[] | null;
  at: number;
  sent: boolean;
  channelSeen: boolean;
  postSeen: boolean;
}

/** Every publication, sent or planned, of some channels and networks in the window. */
export const PLANNED = statement<Asked, PlannedRow>(`
  SELECT p.id AS "postId",
    v.channel_id AS "channelId",
    c.platform,
    c.name AS "channelName",
    v.type,
    p.link,
    (${MEDIA}) AS media,
    ${ms(AT)}::float8 AS at,
    ${STATE} <> 'pending' AS sent,
    (:nodes::uuid[] IS NULL OR e.path && :nodes) AS "channelSeen",
    (:nodes::uuid[] IS NULL OR pe.path && :nodes) AS "postSeen"
  FROM post p
  CROSS JOIN LATERAL (${OF_POST}) v
  JOIN channel c
    ON c.organisation_id = p.organisation_id
    AND c.id = v.channel_id
  JOIN establishment e
    ON e.organisation_id = c.organisation_id
    AND e.id = c.establishment_id
  JOIN establishment pe
    ON pe.organisation_id = p.organisation_id
    AND pe.id = p.establishment_id
  LEFT JOIN publication u
    ON u.organisation_id = p.organisation_id
    AND u.post_id = p.id
    AND u.channel_id = v.channel_id
  WHERE p.organisation_id = :organisationId
    AND p.due_at >= :from
    AND p.due_at < :to
    AND (v.channel_id = ANY(:channels) OR c.platform = ANY(:networks))
    AND ${COUNTS}`);
