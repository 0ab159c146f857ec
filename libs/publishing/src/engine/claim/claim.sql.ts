import { sqlList, statement } from '#lib/database';
import { GOES_OUT } from '#rules/posts';
import { inSeconds, ms } from '../../sql.js';
import { HELD_UNTIL, msSince, msUntil } from './rows.sql.js';
import type { Work } from './work.js';

interface Claim {
  organisationId: string;
  id: string;
  worker: string;
  leaseS: number;
}

/** Claims a publication that is due for work and not held, with all that its delivery needs. */
export const CLAIM = statement<Claim, Omit<Work, 'dueAtMonotonic'>>(`
  WITH claimed AS (
    UPDATE publication SET
      fence = fence + 1,
      claims = claims + 1,
      worker = :worker,
      lease_until = ${inSeconds(':leaseS')},
      queued_at = NULL
    WHERE organisation_id = :organisationId
      AND id = :id
      AND wake_at <= clock_timestamp()
      AND (lease_until IS NULL OR lease_until < clock_timestamp())
    RETURNING *
  )
  SELECT u.organisation_id AS "organisationId", u.id, u.post_id AS "postId", u.channel_id AS "channelId",
    u.fence, u.state, u.stage, u.attempts, u.claims, u.readings, u.progress, u.intent,
    u.remote_id AS "remoteId",
    u.comment_attempts AS "commentAttempts",
    ${msSince('u.comment_intent_at')} AS "commentIntentAgeMs",
    to_char(u.fired_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "firedAt",
    u.doubt,
    ${msSince("(u.doubt->>'at')::timestamptz")} AS "doubtAgeMs",
    c.platform,
    c.server,
    c.limits,
    json_build_object('remoteId', c.remote_id, 'handle', c.handle) AS account,
    c.credential,
    c.state AS "channelState",
    ${msUntil(HELD_UNTIL)} AS "heldMs",
    ${ms('u.due_at')}::float8 AS "dueAt",
    ${ms('u.due_at - clock_timestamp()')}::float8 AS "dueInMs",
    o.late_limit_minutes * 60000 AS "lateLimitMs",
    r.hash AS "revisionHash",
    channel.value->'content' AS content,
    (r.state = 'approved' AND p.state IN ${sqlList(GOES_OUT)}) AS wanted
  FROM claimed u
  JOIN channel c
    ON c.organisation_id = u.organisation_id
    AND c.id = u.channel_id
  JOIN organisation o ON o.id = u.organisation_id
  JOIN post p
    ON p.organisation_id = u.organisation_id
    AND p.id = u.post_id
  JOIN revision r
    ON r.organisation_id = u.organisation_id
    AND r.id = u.revision_id
  JOIN LATERAL jsonb_array_elements(r.content->'channels') channel
    ON (channel.value->>'channelId')::uuid = u.channel_id`);
