import { tellHeld, tellLost } from '#lib/channels';
import { holdNetwork } from '../../quotas/network-hold.sql.js';
import { HAS_PLACE } from '../../quotas/quota.sql.js';
import { GRANT_AHEAD_MS } from '../../rules/lead.js';

/**
 * Every statement ends in a SELECT, because TypeORM answers bare writes as a pair of rows and count.
 * What an index shall find by time is compared with `statement_timestamp()`: `clock_timestamp()` changes within a statement,
 * so that no index may be searched by it, and a year of plans would be read at each sweep.
 * What changes several publications locks them first, in the order of their ids, as the API does (a sweep leaves out what is
 * locked): two that met in another order would stand still for a second until PostgreSQL ends one of them.
 */

const MS = (instant: string): string => `(extract(epoch FROM ${instant}) * 1000)`;

/**
 * `q` must be over before `u` may go: in flight on the same channel, or an earlier place in it that nothing has kept from
 * being sent so far. Whether anybody holds `q` does not matter: a worker that died must not cost it its place. What the
 * same worker has in flight is no obstacle to the last look: its own lanes send one after the other. Who waits because
 * the network asked the whole channel to keeps its place too. None of them is due later than `u`, or than a last look
 * may be ahead of its hour, and half a second to spare: said for the index, which then leaves the rest of a year's plan alone.
 */
const AHEAD = `q.organisation_id = u.organisation_id AND q.channel_id = u.channel_id AND q.id <> u.id
        AND q.due_at <= greatest(u.due_at, statement_timestamp() + interval '${GRANT_AHEAD_MS + 500} ms')
        AND (q.state = 'publishing' AND q.stage = 'firing' AND q.lease_until > clock_timestamp() AND q.worker <> u.worker
          OR q.state = 'pending' AND (q.stage IN ('waiting', 'arming', 'armed') OR q.stage = 'retrying' AND q.last_error->>'class' = 'rate_limited') AND q.wake_at IS NOT NULL AND (q.due_at, q.id) < (u.due_at, u.id))`;

/** Until when a channel is left alone: by its own account's limits, or by those of the whole network. */
const HELD_UNTIL = `greatest(c.held_until, (SELECT n.held_until FROM network_hold n WHERE n.platform = c.platform))`;

/**
 * Locks the publications that rows of `organisationId, id, fence` name and still hold, in order.
 * @param first what must have happened before: a condition that is always true, asked before the first row is touched
 */
const mine = (rows: string, first = ''): string =>
  `mine AS (
    SELECT u.id FROM ${rows} k JOIN publication u ON u.organisation_id = k."organisationId" AND u.id = k.id AND u.fence = k.fence
    WHERE true ${first} ORDER BY u.id FOR NO KEY UPDATE OF u
  )`;

export const CLAIM_SQL = `
  WITH claimed AS (
    UPDATE publication SET fence = fence + 1, claims = claims + 1, worker = $3, lease_until = clock_timestamp() + make_interval(secs => $4), queued_at = NULL
    WHERE organisation_id = $1 AND id = $2 AND wake_at <= clock_timestamp() AND (lease_until IS NULL OR lease_until < clock_timestamp())
    RETURNING *
  )
  SELECT u.organisation_id AS "organisationId", u.id, u.post_id AS "postId", u.channel_id AS "channelId", u.fence, u.state, u.stage,
    u.attempts, u.claims, u.readings, u.progress, u.intent, u.remote_id AS "remoteId", u.comment_attempts AS "commentAttempts",
    ${MS('clock_timestamp() - u.comment_intent_at')}::float8 AS "commentIntentAgeMs", to_char(u.fired_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "firedAt",
    u.doubt, ${MS("clock_timestamp() - (u.doubt->>'at')::timestamptz")}::float8 AS "doubtAgeMs",
    c.platform, json_build_object('remoteId', c.remote_id, 'handle', c.handle) AS account, c.credential, c.state AS "channelState",
    greatest(0, ${MS(`${HELD_UNTIL} - clock_timestamp()`)})::float8 AS "heldMs",
    ${MS('u.due_at')}::float8 AS "dueAt", ${MS('u.due_at - clock_timestamp()')}::float8 AS "dueInMs", o.late_limit_minutes * 60000 AS "lateLimitMs",
    r.hash AS "revisionHash", channel.value->'content' AS content,
    (r.state = 'approved' AND p.state IN ('scheduled', 'publishing', 'partially_published', 'failed')) AS wanted
  FROM claimed u
  JOIN channel c ON c.organisation_id = u.organisation_id AND c.id = u.channel_id
  JOIN organisation o ON o.id = u.organisation_id
  JOIN post p ON p.organisation_id = u.organisation_id AND p.id = u.post_id
  JOIN revision r ON r.organisation_id = u.organisation_id AND r.id = u.revision_id
  JOIN LATERAL jsonb_array_elements(r.content->'channels') channel ON (channel.value->>'channelId')::uuid = u.channel_id`;

/**
 * Conditions on other rows are scalar subqueries on purpose: each is one look-up by key. As joins, the organisation
 * they all share tempts the planner, before it has statistics, into multiplying everything with everything.
 * The one on the pulse, asked once a statement, refuses all while the database is not the one that workers last noted:
 * between a failover and the next beat, what is due may be out already. It is looked at again, in doubt by then.
 */
export const FIRE_SQL = `
  WITH wanted AS (
    SELECT * FROM jsonb_to_recordset($1) AS w("organisationId" uuid, id uuid, fence int, intent jsonb, quotas jsonb)
  ), ${mine('wanted')}, fired AS (
    UPDATE publication u SET state = 'publishing', stage = 'firing', attempts = u.attempts + 1,
      fired_at = coalesce(u.fired_at, clock_timestamp()), lease_until = clock_timestamp() + make_interval(secs => $2),
      intent = w.intent || jsonb_build_object('at', clock_timestamp())
    FROM wanted w JOIN mine ON mine.id = w.id
    WHERE u.organisation_id = w."organisationId" AND u.id = w.id AND u.fence = w.fence AND u.state = 'pending' AND u.doubt IS NULL
      AND u.due_at <= clock_timestamp() + make_interval(secs => $4) AND u.lease_until > clock_timestamp()
      AND (SELECT p.cluster = lineup_cluster() FROM engine_pulse p)
      AND (SELECT r.state FROM revision r WHERE r.organisation_id = u.organisation_id AND r.id = u.revision_id) = 'approved'
      AND (SELECT p.state FROM post p WHERE p.organisation_id = u.organisation_id AND p.id = u.post_id)
        IN ('scheduled', 'publishing', 'partially_published', 'failed')
      AND (SELECT c.state = 'connected' AND coalesce(${HELD_UNTIL} <= clock_timestamp(), true)
        FROM channel c WHERE c.organisation_id = u.organisation_id AND c.id = u.channel_id)
      AND NOT EXISTS (SELECT 1 FROM publication q WHERE ${AHEAD})
      AND (w.quotas IS NULL OR ${HAS_PLACE})
    RETURNING u.organisation_id, u.id, u.intent, u.due_at
  ), journal AS (
    INSERT INTO publication_event (organisation_id, publication_id, actor, kind, detail)
    SELECT organisation_id, id, $3, 'firing', intent FROM fired
  )
  SELECT id, greatest(0, ${MS('due_at - clock_timestamp()')})::float8 AS "inMs" FROM fired`;

/** Somebody cancelled the post while nobody knew whether this was out: it was not, and it does not go out any more. */
const STOPS = `(s.state = 'pending' AND u.unwanted_at IS NOT NULL)`;
/** It waits for its channel, which works again meanwhile: paused no more, or with another access than the refused one. */
const IS_BACK = `((s.stage = 'held' OR s.channel ? 'reconnect') AND EXISTS (SELECT 1 FROM locked l
      WHERE l.organisation_id = u.organisation_id AND l.id = u.channel_id AND l.state = 'connected'
        AND (s.credential IS NULL OR l.credential <> s.credential)))`;

/**
 * What became of publications, with all that follows from it: the hold of a channel or a network, so that no later post
 * slips between; the loss of an access, once an incident; what people are told, once an end.
 */
export const SETTLE_SQL = `
  WITH s AS (
    SELECT * FROM jsonb_to_recordset($1) AS s("organisationId" uuid, id uuid, fence int, state text, stage text, "wakeInMs" float8,
      keep boolean, progress jsonb, intent jsonb, attempts int, readings int, "lastError" jsonb, accepted boolean, "remoteId" text,
      "remoteUrl" text, "firstComment" text, "commentAttempts" int, "commentIntent" boolean, "doubtOver" boolean, journal jsonb,
      tell boolean, channel jsonb, credential text)
  ), locked AS (
    -- Channels before publications, as reconnecting locks them, and in one order: nobody waits for who waits for them.
    SELECT c.organisation_id, c.id, c.state, c.credential FROM channel c
    WHERE (c.organisation_id, c.id) IN (
      SELECT u.organisation_id, u.channel_id FROM s JOIN publication u ON u.organisation_id = s."organisationId" AND u.id = s.id
      WHERE s.stage = 'held' OR s.channel ? 'reconnect' OR s.channel->>'scope' = 'channel')
    ORDER BY c.organisation_id, c.id FOR NO KEY UPDATE OF c
  ), ${mine('s', 'AND (SELECT count(*) FROM locked) >= 0')}, written AS (
    UPDATE publication u SET state = CASE WHEN ${STOPS} THEN 'cancelled' ELSE s.state END, stage = CASE WHEN ${STOPS} THEN 'done' ELSE s.stage END,
      wake_at = CASE WHEN s.keep THEN u.wake_at WHEN s."wakeInMs" IS NULL OR ${STOPS} THEN NULL WHEN ${IS_BACK} THEN clock_timestamp()
        ELSE clock_timestamp() + make_interval(secs => s."wakeInMs" / 1000) END,
      lease_until = CASE WHEN s.keep THEN clock_timestamp() + make_interval(secs => $2) END,
      queued_at = NULL, claims = 0, progress = s.progress, intent = nullif(s.intent, 'null'), attempts = s.attempts, readings = s.readings,
      last_error = nullif(s."lastError", 'null'),
      published_at = CASE WHEN s.accepted THEN coalesce(u.published_at, clock_timestamp()) ELSE u.published_at END,
      remote_id = coalesce(s."remoteId", u.remote_id), remote_url = coalesce(s."remoteUrl", u.remote_url),
      doubt = CASE WHEN s."doubtOver" THEN NULL ELSE u.doubt END, first_comment = coalesce(s."firstComment", u.first_comment), comment_attempts = coalesce(s."commentAttempts", u.comment_attempts),
      comment_intent_at = CASE s."commentIntent" WHEN true THEN clock_timestamp() WHEN false THEN NULL ELSE u.comment_intent_at END
    FROM s JOIN mine ON mine.id = s.id WHERE u.organisation_id = s."organisationId" AND u.id = s.id AND u.fence = s.fence
    RETURNING u.organisation_id, u.id, u.post_id, u.channel_id, u.state
  ), journal AS (
    INSERT INTO publication_event (organisation_id, publication_id, actor, kind, detail)
    SELECT w.organisation_id, w.id, $3, line.value->>'kind', coalesce(line.value->'detail', '{}')
    FROM written w JOIN s ON s.id = w.id, jsonb_array_elements(
      CASE WHEN w.state = 'cancelled' THEN s.journal || '[{"kind": "cancelled"}]' ELSE s.journal END) WITH ORDINALITY AS line(value, position)
    ORDER BY w.id, line.position
  ), told AS (
    -- Not again when a batch whose answer was lost is written once more: the row is still read as it was before.
    INSERT INTO outbox_message (organisation_id, kind, body)
    SELECT w.organisation_id, 'publication.' || w.state, jsonb_build_object('publicationId', w.id, 'postId', w.post_id, 'channelId', w.channel_id)
    FROM written w JOIN s ON s.id = w.id WHERE s.tell AND w.state IN ('failed', 'needs_attention')
      AND NOT EXISTS (SELECT 1 FROM publication o WHERE o.organisation_id = w.organisation_id AND o.id = w.id AND o.state = w.state)
  ), changed AS (
    UPDATE channel c SET held_until = CASE WHEN a.ms IS NULL THEN c.held_until ELSE greatest(c.held_until, clock_timestamp() + make_interval(secs => a.ms / 1000)) END,
      state = CASE WHEN a.reason IS NULL THEN c.state ELSE 'reconnect_needed' END, state_reason = coalesce(a.reason, c.state_reason)
    FROM (
      SELECT w.organisation_id, w.channel_id, max((s.channel->>'holdMs')::float8) FILTER (WHERE s.channel->>'scope' = 'channel') AS ms,
        max(s.channel->>'reconnect') FILTER (WHERE l.state = 'connected' AND l.credential = s.credential) AS reason
      FROM written w JOIN s ON s.id = w.id JOIN locked l ON l.organisation_id = w.organisation_id AND l.id = w.channel_id GROUP BY 1, 2
    ) a
    WHERE c.organisation_id = a.organisation_id AND c.id = a.channel_id AND (a.ms IS NOT NULL OR a.reason IS NOT NULL)
    RETURNING c.organisation_id, c.id, a.reason
  ), lost AS (SELECT * FROM changed WHERE reason IS NOT NULL), told_lost AS (${tellLost('lost')}), held_long AS (
    SELECT w.organisation_id, w.channel_id AS id FROM written w JOIN s ON s.id = w.id WHERE (s.channel->>'long')::boolean
  ), told_held AS (${tellHeld('held_long')}), held_network AS (
    ${holdNetwork(`SELECT c.platform, (s.channel->>'holdMs')::float8 AS ms FROM written w JOIN s ON s.id = w.id
      JOIN channel c ON c.organisation_id = w.organisation_id AND c.id = w.channel_id WHERE s.channel->>'scope' = 'app'`)}
  )
  SELECT id FROM written`;

/** How long until what keeps `u` from going is looked at again: its own hour, or those of the channel before it. */
export const LANE_SQL = `
  SELECT greatest(0, max(ms))::float8 AS "inMs" FROM (
    SELECT 0 AS ms FROM publication u WHERE u.organisation_id = $1 AND u.id = $2 AND u.due_at > clock_timestamp()
    UNION ALL
    SELECT CASE WHEN q.state = 'pending' THEN ${MS('q.wake_at - clock_timestamp()')} ELSE 0 END
    FROM publication u JOIN publication q ON ${AHEAD} WHERE u.organisation_id = $1 AND u.id = $2
  ) AS ahead HAVING count(*) > 0`;

export const RENEW_SQL = `
  WITH held AS (
    SELECT * FROM jsonb_to_recordset($1) AS w("organisationId" uuid, id uuid, fence int)
  ), ${mine('held')}, renewed AS (
    UPDATE publication u SET lease_until = clock_timestamp() + make_interval(secs => $2)
    FROM held w JOIN mine ON mine.id = w.id
    WHERE u.organisation_id = w."organisationId" AND u.id = w.id AND u.fence = w.fence AND u.lease_until > clock_timestamp()
    RETURNING u.id
  )
  SELECT id FROM renewed`;

/** Index `publication_wake` finds them; a queue entry that was lost is made again after one lease. */
export const SWEEP_SQL = `
  WITH due AS (
    SELECT organisation_id, id FROM publication
    WHERE wake_at <= statement_timestamp() AND (lease_until IS NULL OR lease_until < clock_timestamp())
      AND (queued_at IS NULL OR queued_at < clock_timestamp() - make_interval(secs => $2))
    ORDER BY wake_at LIMIT $1 FOR UPDATE SKIP LOCKED
  ), queued AS (
    UPDATE publication u SET queued_at = clock_timestamp() FROM due
    WHERE u.organisation_id = due.organisation_id AND u.id = due.id
    RETURNING u.organisation_id, u.id, u.channel_id, u.trace_parent
  )
  SELECT organisation_id AS "organisationId", id AS "publicationId", channel_id AS "channelId", trace_parent AS "traceParent",
    (SELECT c.platform FROM channel c WHERE c.organisation_id = queued.organisation_id AND c.id = queued.channel_id) AS platform
  FROM queued`;
