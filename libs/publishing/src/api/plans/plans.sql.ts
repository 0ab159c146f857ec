import { sqlList } from '#lib/database';
import { VIDEO_LEAD } from '../../rules/lead.js';
import { MAYBE_OUT, statesFrom } from '../../rules/publication-state.js';
import { withParts } from '../../sql.js';

/** Raises the fence of a publication that a worker may hold, so that the worker can write nothing more of it. */
const TAKEN_BACK = 'fence = fence + 1';
/** The same, and ends the lease, so that any worker can claim it at once. */
const FREED = `${TAKEN_BACK}, lease_until = NULL`;

/**
 * Writes a line into the journal of each.
 * @param rows name of a query of `organisation_id` and `id`
 * @param detail an SQL expression
 */
const journal = (rows: string, kind: string, detail = `'{}'`): string => `
  INSERT INTO publication_event (organisation_id, publication_id, actor, kind, detail)
  SELECT organisation_id, id, 'lineup', '${kind}', ${detail} FROM ${rows}`;

/** Publications on the channels of a post ($1) that wait for a quota place which the post may free. */
const DELAYED_BESIDE = `freed.post_id = $1
      AND d.organisation_id = freed.organisation_id
      AND d.channel_id = freed.channel_id
      AND d.state = 'pending'
      AND d.stage = 'delayed'`;

/**
 * Locks the publications of a post in the order in which workers lock theirs, which avoids deadlocks. $1 post, $2
 * whether those that wait for a quota place which the post may free are locked, too.
 */
export const LOCK_SQL = `
  SELECT 1 FROM publication
  WHERE id IN (
    SELECT id FROM publication WHERE post_id = $1
    UNION ALL
    SELECT d.id FROM publication freed JOIN publication d ON ${DELAYED_BESIDE}
    WHERE $2)
  ORDER BY id FOR NO KEY UPDATE`;

/** Publications of a post that were ever out, whatever their state now. $1 post. */
export const WAS_OUT_SQL = `
  SELECT 1 FROM publication
  WHERE post_id = $1 AND (fired_at IS NOT NULL OR published_at IS NOT NULL) LIMIT 1`;

/** Publications of a post that are out or may be. $1 post. */
export const MAYBE_OUT_SQL = `
  SELECT 1 FROM publication
  WHERE post_id = $1 AND state IN ${sqlList(MAYBE_OUT)} LIMIT 1`;

/** Makes due the publications that wait for a quota place on the same channels. $1 post. */
export const FREE_PLACES_SQL = `
  UPDATE publication d SET wake_at = now(), queued_at = NULL
  FROM publication freed
  WHERE ${DELAYED_BESIDE}`;

/** What a revision froze for each channel. $1 revision. */
export const CHANNELS_SQL = `SELECT content->'channels' AS channels FROM revision WHERE id = $1`;

/** The columns of a publication that is planned, or planned again: nothing of earlier attempts is kept. */
const PLANNED = `
    INSERT INTO publication
      (organisation_id, id, post_id, channel_id, revision_id, due_at, wake_at, baseline, trace_parent)
    SELECT $1, r.id, $2, r."channelId", $3, $4::timestamptz,
      $4::timestamptz - make_interval(secs => r.lead), r.baseline, $6
    FROM jsonb_to_recordset($5) AS r(id uuid, "channelId" uuid, lead int, baseline jsonb)
    ON CONFLICT (organisation_id, post_id, channel_id) DO UPDATE SET
      revision_id = excluded.revision_id,
      state = 'pending',
      stage = 'waiting',
      due_at = excluded.due_at,
      wake_at = excluded.wake_at,
      baseline = excluded.baseline,
      trace_parent = excluded.trace_parent,
      queued_at = NULL,
      fence = publication.fence + 1,
      lease_until = NULL,
      attempts = 0,
      readings = 0,
      progress = '{}',
      intent = NULL,
      fired_at = NULL,
      published_at = NULL,
      remote_id = NULL,
      remote_url = NULL,
      last_error = NULL,
      first_comment = 'none',
      comment_intent_at = NULL,
      comment_attempts = 0,
      unwanted_at = NULL
    WHERE publication.state IN ${sqlList(statesFrom('plan'))}
    RETURNING organisation_id, id`;

/**
 * One publication per channel.
 * $1 organisation, $2 post, $3 revision, $4 due instant, $5 rows of `id, channelId, lead` (s) and `baseline`, $6 trace.
 */
export const PLAN_SQL = withParts(
  { planned: PLANNED },
  journal('planned', 'planned', `jsonb_build_object('dueAt', $4::timestamptz, 'revisionId', $3::uuid)`),
);

/** Cancels the publications of channels that left the post. $1 post, $2 its channels. */
export const GIVE_UP_SQL = `
  UPDATE publication SET state = 'cancelled', stage = 'done', wake_at = NULL, ${TAKEN_BACK}
  WHERE post_id = $1
    AND state IN ${sqlList(statesFrom('cancel'))}
    AND channel_id <> ALL($2)`;

/** Whether a publication `u` has a video, which its network takes longer to process. */
const IS_VIDEO = `EXISTS (
        SELECT 1 FROM revision r, jsonb_array_elements(r.content->'channels') c
        WHERE r.organisation_id = u.organisation_id
          AND r.id = u.revision_id
          AND (c->>'channelId')::uuid = u.channel_id
          AND c->'content'->>'type' = 'video')`;

const MOVED = `
    UPDATE publication u SET
      due_at = $2::timestamptz,
      stage = 'waiting',
      ${FREED},
      queued_at = NULL,
      trace_parent = coalesce($4, trace_parent),
      wake_at = $2::timestamptz - make_interval(secs => $3 * CASE WHEN ${IS_VIDEO} THEN ${VIDEO_LEAD} ELSE 1 END)
    WHERE post_id = $1
      AND state IN ${sqlList(statesFrom('move'))}
      AND revision_id IS NOT NULL
    RETURNING organisation_id, id`;

/** Sets another due instant, or none. $1 post, $2 due instant, $3 how long before it is prepared (s), $4 trace. */
export const MOVE_SQL = withParts(
  { moved: MOVED },
  journal('moved', 'rescheduled', `jsonb_build_object('dueAt', $2::timestamptz)`),
);

const HELD = `
    UPDATE publication SET
      state = 'pending',
      stage = 'waiting',
      revision_id = NULL,
      due_at = NULL,
      wake_at = NULL,
      progress = '{}',
      ${FREED},
      last_error = NULL
    WHERE post_id = $1 AND state IN ${sqlList(statesFrom('withdraw'))}
    RETURNING organisation_id, id`;

/** Holds the publications and drops what was prepared. $1 post. */
export const WITHDRAW_SQL = withParts({ held: HELD }, journal('held', 'withdrawn'));

/** Marks what may be out as unwanted: if the network does not have it, it is not sent any more. $1 post. */
export const UNWANTED_SQL = `
  UPDATE publication SET unwanted_at = now() WHERE post_id = $1 AND state IN ${sqlList(statesFrom('stop'))}`;

const CANCELLED = `
    UPDATE publication SET state = 'cancelled', stage = 'done', wake_at = NULL, ${FREED}
    WHERE post_id = $1 AND state IN ${sqlList(statesFrom('cancel'))}
    RETURNING organisation_id, id`;

/** Cancels what is not out. $1 post. */
export const CANCEL_SQL = withParts({ cancelled: CANCELLED }, journal('cancelled', 'cancelled'));
