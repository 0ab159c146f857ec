import { type Statement, sqlList, statement } from '#lib/database';
import type { FrozenChannel } from '#lib/posts';
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

interface OfPost {
  postId: string;
}

/** Publications on the channels of a post that wait for a quota place which the post may free. */
const DELAYED_BESIDE = `freed.post_id = :postId
      AND d.organisation_id = freed.organisation_id
      AND d.channel_id = freed.channel_id
      AND d.state = 'pending'
      AND d.stage = 'delayed'`;

/**
 * Locks the publications of a post in the order in which workers lock theirs, which avoids deadlocks. `places`:
 * whether those that wait for a quota place which the post may free are locked, too.
 */
export const LOCK = statement<OfPost & { places: boolean }>(`
  SELECT 1 FROM publication
  WHERE id IN (
    SELECT id FROM publication WHERE post_id = :postId
    UNION ALL
    SELECT d.id FROM publication freed JOIN publication d ON ${DELAYED_BESIDE}
    WHERE :places)
  ORDER BY id FOR NO KEY UPDATE`);

/** Answers a row when any publication of the post is in the way of an act. */
export type InTheWay = Statement<OfPost, unknown>;

/** Whether a publication of the post was ever out, whatever its state now. */
export const WAS_PUBLISHED: InTheWay = statement(`
  SELECT 1 FROM publication
  WHERE post_id = :postId
    AND (fired_at IS NOT NULL OR published_at IS NOT NULL)
  LIMIT 1`);

/** Whether a publication of the post is out or may be. */
export const MAY_BE_OUT: InTheWay = statement(`
  SELECT 1 FROM publication
  WHERE post_id = :postId
    AND state IN ${sqlList(MAYBE_OUT)}
  LIMIT 1`);

/** Makes due the publications that wait for a quota place on the same channels. */
export const WAKE_DELAYED = statement<OfPost>(`
  UPDATE publication d SET wake_at = now(), queued_at = NULL
  FROM publication freed
  WHERE ${DELAYED_BESIDE}`);

/** What a revision froze for each channel. */
export const CHANNELS = statement<{ revisionId: string }, { channels: FrozenChannel[] }>(
  `SELECT content->'channels' AS channels FROM revision WHERE id = :revisionId`,
);

/** The columns of a publication that is planned, or planned again: nothing of earlier attempts is kept. */
const PLANNED = `
    INSERT INTO publication
      (organisation_id, id, post_id, channel_id, revision_id, due_at, wake_at, baseline, trace_parent)
    SELECT :organisationId, r.id, :postId, r."channelId", :revisionId, :dueAt::timestamptz,
      :dueAt::timestamptz - make_interval(secs => r.lead), r.baseline, :traceParent
    FROM jsonb_to_recordset(:rows) AS r(id uuid, "channelId" uuid, lead int, baseline jsonb)
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

interface Plan extends OfPost {
  organisationId: string;
  revisionId: string;
  dueAt: Date | null;
  /** JSON of rows of `id, channelId, lead` (s) and `baseline`. */
  rows: string;
  traceParent: string | null;
}

/** One publication per channel. */
export const PLAN = statement<Plan>(
  withParts(
    { planned: PLANNED },
    journal(
      'planned',
      'planned',
      `jsonb_build_object('dueAt', :dueAt::timestamptz, 'revisionId', :revisionId::uuid)`,
    ),
  ),
);

/** Cancels the publications of channels that left the post. */
export const GIVE_UP = statement<OfPost & { channelIds: string[] }>(`
  UPDATE publication SET state = 'cancelled', stage = 'done', wake_at = NULL, ${TAKEN_BACK}
  WHERE post_id = :postId
    AND state IN ${sqlList(statesFrom('cancel'))}
    AND channel_id <> ALL(:channelIds)`);

/** Whether a publication `u` has a video, which its network takes longer to process. */
const IS_VIDEO = `EXISTS (
        SELECT 1 FROM revision r, jsonb_array_elements(r.content->'channels') c
        WHERE r.organisation_id = u.organisation_id
          AND r.id = u.revision_id
          AND (c->>'channelId')::uuid = u.channel_id
          AND c->'content'->>'type' = 'video')`;

const MOVED = `
    UPDATE publication u SET
      due_at = :dueAt::timestamptz,
      stage = 'waiting',
      ${FREED},
      queued_at = NULL,
      trace_parent = coalesce(:traceParent, trace_parent),
      wake_at = :dueAt::timestamptz
        - make_interval(secs => :leadS * CASE WHEN ${IS_VIDEO} THEN ${VIDEO_LEAD} ELSE 1 END)
    WHERE post_id = :postId
      AND state IN ${sqlList(statesFrom('move'))}
      AND revision_id IS NOT NULL
    RETURNING organisation_id, id`;

interface Move extends OfPost {
  dueAt: Date | null;
  /** How long before it is prepared. */
  leadS: number;
  traceParent: string | null;
}

/** Sets another due instant, or none. */
export const MOVE = statement<Move>(
  withParts(
    { moved: MOVED },
    journal('moved', 'rescheduled', `jsonb_build_object('dueAt', :dueAt::timestamptz)`),
  ),
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
    WHERE post_id = :postId
      AND state IN ${sqlList(statesFrom('withdraw'))}
    RETURNING organisation_id, id`;

/** Holds the publications and drops what was prepared. */
export const WITHDRAW = statement<OfPost>(withParts({ held: HELD }, journal('held', 'withdrawn')));

/** Marks what may be out as unwanted: if the network does not have it, it is not sent any more. */
export const UNWANTED = statement<OfPost>(`
  UPDATE publication SET unwanted_at = now()
  WHERE post_id = :postId
    AND state IN ${sqlList(statesFrom('stop'))}`);

const CANCELLED = `
    UPDATE publication SET state = 'cancelled', stage = 'done', wake_at = NULL, ${FREED}
    WHERE post_id = :postId
      AND state IN ${sqlList(statesFrom('cancel'))}
    RETURNING organisation_id, id`;

/** Cancels what is not out. */
export const CANCEL = statement<OfPost>(
  withParts({ cancelled: CANCELLED }, journal('cancelled', 'cancelled')),
);
