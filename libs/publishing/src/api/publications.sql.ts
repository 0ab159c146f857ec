import { sqlList, statement } from '#lib/database';
import { rolesThatMay } from '#rules/identity';
import type { Platform } from '#rules/platforms';
import { WITHOUT_ACCESS } from '../rules/after-failure.js';
import type { PublicationState } from '../rules/publication-state.js';
import type { StoredError } from '../rules/settlement.js';
import type { Stage } from '../rules/stage.js';

/** A publication with what people see of it. */
export interface PublicationRow {
  id: string;
  postId: string;
  platform: Platform;
  /** The network's id of the account. */
  accountId: string;
  state: PublicationState;
  dueAt: Date | null;
  wakeAt: Date | null;
  publishedAt: Date | null;
  lastError: StoredError | null;
  firstComment: string;
  stage: Stage;
  attempts: number;
  remoteUrl: string | null;
  /** From the root to the post's establishment, and to the channel's: a decision needs the right in both. */
  path: string[];
  channelPath: string[];
  /** Ids of those who may connect the channel again. */
  administrators: string[];
}

interface One {
  id: string;
}

/** Three of those who may connect the channel again, for a publication that waits for its channel's credential. */
const ADMINISTRATORS = `CASE WHEN u.last_error->>'hint' IN ${sqlList(WITHOUT_ACCESS)} THEN ARRAY(
      SELECT m.user_id FROM member m
      WHERE m.organisation_id = u.organisation_id
        AND m.role IN ${sqlList(rolesThatMay('channel.manage'))}
        AND m.establishment_id = ANY(h.path)
      ORDER BY m.created_at LIMIT 3) ELSE '{}' END`;

/** Publications with what people see of them. */
const SELECT = `
  SELECT u.id,
    u.post_id AS "postId",
    u.channel_id AS "channelId",
    c.platform,
    c.remote_id AS "accountId",
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
  JOIN channel c
    ON c.organisation_id = u.organisation_id
    AND c.id = u.channel_id
  JOIN establishment h
    ON h.organisation_id = c.organisation_id
    AND h.id = c.establishment_id
  JOIN post p
    ON p.organisation_id = u.organisation_id
    AND p.id = u.post_id
  JOIN establishment e
    ON e.organisation_id = p.organisation_id
    AND e.id = p.establishment_id`;

export const ONE = statement<One, PublicationRow>(`${SELECT}
  WHERE u.id = :id`);

export const OF_POST = statement<{ postId: string }, PublicationRow>(`${SELECT}
  WHERE u.post_id = :postId
  ORDER BY c.platform, c.name, u.id`);

/** Path of a post's establishment. */
export const POST_PATH = statement<{ postId: string }, { path: string[] }>(`
  SELECT e.path FROM post p
  JOIN establishment e
    ON e.organisation_id = p.organisation_id
    AND e.id = p.establishment_id
  WHERE p.id = :postId`);

export const LOCK = statement<One>('SELECT 1 FROM publication WHERE id = :id FOR UPDATE');

/** A line of a publication's journal. */
export interface JournalRow {
  id: string;
  at: Date;
}

/** `after`: last line seen, null for none. */
export const JOURNAL = statement<One & { after: string | null; limit: number }, JournalRow>(`
  SELECT id, at, actor, kind, detail FROM publication_event
  WHERE publication_id = :id
    AND (:after::bigint IS NULL OR id > :after)
  ORDER BY id LIMIT :limit`);

interface Note extends One {
  organisationId: string;
  actor: string;
  kind: string;
  /** JSON. */
  detail: string;
}

export const NOTE = statement<Note>(`
  INSERT INTO publication_event (organisation_id, publication_id, actor, kind, detail)
  VALUES (:organisationId, :id, :actor, :kind, :detail)`);

/**
 * One more attempt. When the network had accepted the post and refused it later, the attempt starts from the first
 * step, because its handles are used up.
 */
export const RETRY = statement<One>(`
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
  WHERE id = :id`);

interface Resolved extends One {
  /** Its address; null when not given. */
  address: string | null;
}

const OVER = `stage = 'done',
    wake_at = NULL,
    intent = NULL,
    fence = fence + 1,
    remote_url = coalesce(:address, remote_url)`;

/** A person saw the post on the network. */
export const RESOLVE_PUBLISHED = statement<Resolved>(`
  UPDATE publication SET
    state = 'published',
    ${OVER},
    published_at = coalesce(published_at, fired_at, now()),
    last_error = NULL
  WHERE id = :id`);

/** A person saw that the post is not on the network. */
export const RESOLVE_NOT_PUBLISHED = statement<Resolved>(`
  UPDATE publication SET
    state = 'failed',
    ${OVER}
  WHERE id = :id`);
