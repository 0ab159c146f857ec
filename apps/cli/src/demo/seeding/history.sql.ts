import { statement } from '#lib/database';
import type { FrozenChannel } from '#lib/posts';

/** What is written as JSON, for an organisation. */
interface Written {
  organisationId: string;
  rows: string;
}

/** Id of the worker that delivered it, as workers are named. */
export const WORKER = 'worker-2148-k3f9qa';

/** An approved revision, with what it froze for each channel. */
export interface Approved {
  revisionId: string;
  postId: string;
  channels: FrozenChannel[];
}

export const APPROVED = statement<{ postIds: string[] }, Approved>(`
  SELECT id AS "revisionId", post_id AS "postId", content->'channels' AS channels
  FROM revision
  WHERE post_id = ANY(:postIds)
    AND state = 'approved'`);

export const WRITE_PUBLICATIONS = statement<Written>(`
  INSERT INTO publication (
    organisation_id, id, post_id, channel_id, revision_id, state, stage, due_at, fence, attempts, worker,
    intent, fired_at, published_at, remote_id, remote_url, last_error, first_comment, baseline, created_at)
  SELECT :organisationId, r.id, r."postId", r."channelId", r."revisionId", r.state, 'done', r."dueAt", 2, 1,
    '${WORKER}', r.intent, r."firedAt", r."publishedAt", r."remoteId", r."remoteUrl", r."lastError",
    r."firstComment", r.baseline, r."createdAt"
  FROM jsonb_to_recordset(:rows) AS r(
    id uuid, "postId" uuid, "channelId" uuid, "revisionId" uuid, state text, "dueAt" timestamptz, intent jsonb,
    "firedAt" timestamptz, "publishedAt" timestamptz, "remoteId" text, "remoteUrl" text, "lastError" jsonb,
    "firstComment" text, baseline jsonb, "createdAt" timestamptz)`);

export const WRITE_JOURNAL = statement<Written>(`
  INSERT INTO publication_event (organisation_id, publication_id, at, actor, kind, detail)
  SELECT :organisationId, r.id, r.at, r.actor, r.kind, r.detail
  FROM jsonb_to_recordset(:rows) AS r(id uuid, at timestamptz, actor text, kind text, detail jsonb)
  ORDER BY r.at`);

/** Gives each post the state that its publications left it in. */
export const END_POSTS = statement<{ rows: string }>(`
  UPDATE post p SET
    state = r.state,
    needs_attention = r.attention,
    version = version + 1,
    updated_at = r.at
  FROM jsonb_to_recordset(:rows) AS r(id uuid, state text, attention boolean, at timestamptz)
  WHERE p.id = r.id`);
