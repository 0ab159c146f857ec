import { sqlList } from '#lib/database';
import { WITHOUT_ACCESS } from '../rules/after-failure.js';

/** Three of those who may connect the channel again, for a publication that waits for its channel's credential. */
const ADMINISTRATORS = `CASE WHEN u.last_error->>'hint' IN ${sqlList(WITHOUT_ACCESS)} THEN ARRAY(
      SELECT m.user_id FROM member m
      WHERE m.organisation_id = u.organisation_id AND m.role = 'admin' AND m.establishment_id = ANY(h.path)
      ORDER BY m.created_at LIMIT 3) ELSE '{}' END`;

/** Publications with what people see of them: a row of `PublicationRow`. */
const SELECT = `
  SELECT u.id,
    u.post_id AS "postId",
    u.channel_id AS "channelId",
    c.platform,
    c.name AS "channelName",
    c.handle AS "channelHandle",
    u.state,
    u.stage,
    u.due_at AS "dueAt",
    u.wake_at AS "wakeAt",
    u.published_at AS "publishedAt",
    u.remote_id AS "remoteId",
    u.remote_url AS "remoteUrl",
    u.attempts,
    u.last_error AS "lastError",
    u.first_comment AS "firstComment",
    u.baseline,
    e.path,
    h.path AS "channelPath",
    ${ADMINISTRATORS} AS administrators
  FROM publication u
  JOIN channel c ON c.organisation_id = u.organisation_id AND c.id = u.channel_id
  JOIN establishment h ON h.organisation_id = c.organisation_id AND h.id = c.establishment_id
  JOIN post p ON p.organisation_id = u.organisation_id AND p.id = u.post_id
  JOIN establishment e ON e.organisation_id = p.organisation_id AND e.id = p.establishment_id`;

/** $1 publication. */
export const ONE_SQL = `${SELECT} WHERE u.id = $1`;

/** $1 post. */
export const OF_POST_SQL = `${SELECT} WHERE u.post_id = $1 ORDER BY c.platform, c.name, u.id`;

/** Path of a post's establishment. $1 post. */
export const POST_PATH_SQL = `
  SELECT e.path FROM post p
  JOIN establishment e ON e.organisation_id = p.organisation_id AND e.id = p.establishment_id
  WHERE p.id = $1`;

/** $1 publication. */
export const LOCK_SQL = 'SELECT 1 FROM publication WHERE id = $1 FOR UPDATE';

/** $1 publication, $2 last line seen (null: none), $3 how many. */
export const JOURNAL_SQL = `
  SELECT id, at, actor, kind, detail FROM publication_event
  WHERE publication_id = $1 AND ($2::bigint IS NULL OR id > $2)
  ORDER BY id LIMIT $3`;

/** $1 organisation, $2 publication, $3 who, $4 kind, $5 detail. */
export const NOTE_SQL = `
  INSERT INTO publication_event (organisation_id, publication_id, actor, kind, detail) VALUES ($1, $2, $3, $4, $5)`;

/**
 * One more attempt. When the network had accepted the post and refused it later, the attempt starts from the first
 * step, because its handles are used up.
 * $1 publication.
 */
export const RETRY_SQL = `
  UPDATE publication SET
    state = 'pending',
    stage = 'retrying',
    wake_at = now(),
    queued_at = NULL,
    attempts = 0,
    readings = 0,
    last_error = NULL,
    intent = NULL,
    fence = fence + 1,
    lease_until = NULL,
    due_at = greatest(due_at, now()),
    progress = CASE WHEN published_at IS NULL THEN progress ELSE '{}' END,
    published_at = NULL,
    remote_id = NULL,
    remote_url = NULL,
    comment_intent_at = NULL,
    comment_attempts = 0,
    unwanted_at = NULL
  WHERE id = $1`;

const OVER = `stage = 'done',
    wake_at = NULL,
    intent = NULL,
    fence = fence + 1,
    remote_url = coalesce($2, remote_url)`;

/** A person saw the post on the network. $1 publication, $2 its address (null: not given). */
export const RESOLVE_PUBLISHED_SQL = `
  UPDATE publication SET
    state = 'published',
    ${OVER},
    published_at = coalesce(published_at, fired_at, now()),
    last_error = NULL
  WHERE id = $1`;

/** A person saw that the post is not on the network. $1 publication, $2 its address (null: not given). */
export const RESOLVE_NOT_PUBLISHED_SQL = `
  UPDATE publication SET
    state = 'failed',
    ${OVER}
  WHERE id = $1`;
