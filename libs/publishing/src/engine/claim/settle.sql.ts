import { heldMessages, lostMessages } from '#lib/channels';
import { sqlList, statement } from '#lib/database';
import { holdPlatforms } from '../../quotas/platform-hold.sql.js';
import { LEFT_TO_PEOPLE } from '../../rules/publication-state.js';
import type { Settlement } from '../../rules/settlement.js';
import { columns, inSeconds, withParts } from '../../sql.js';
import { isFencedBy, lockFenced, named } from './rows.sql.js';

/** What is written for one publication. */
export interface SettledRow extends Omit<Settlement, 'channel'> {
  organisationId: string;
  id: string;
  fence: number;
  /** Whether its state changes: people are notified once of an end that needs them. */
  tell: boolean;
  channel?: { reconnect: string } | { holdMs: number; long: boolean; scope: 'channel' | 'app' };
  /** The refused credential, sealed. A channel with another credential by now is left as it is. */
  credential?: string;
}

/** Column types of the row. A settlement field that is missing here is a compile error. */
const ROW: Record<keyof SettledRow, string> = {
  organisationId: 'uuid',
  id: 'uuid',
  fence: 'int',
  state: 'text',
  stage: 'text',
  wakeInMs: 'float8',
  keep: 'boolean',
  progress: 'jsonb',
  intent: 'jsonb',
  attempts: 'int',
  readings: 'int',
  lastError: 'jsonb',
  accepted: 'boolean',
  remoteId: 'text',
  remoteUrl: 'text',
  firstComment: 'text',
  commentAttempts: 'int',
  commentIntent: 'boolean',
  doubtOver: 'boolean',
  journal: 'jsonb',
  tell: 'boolean',
  channel: 'jsonb',
  credential: 'text',
};

/**
 * Locks the channels that are waited for or will be changed. Channels before publications, as reconnecting does, and
 * in one order, which avoids deadlocks.
 */
const LOCKED = `
    SELECT c.organisation_id, c.id, c.state, c.credential
    FROM channel c
    WHERE (c.organisation_id, c.id) IN (
      SELECT u.organisation_id, u.channel_id
      FROM settled s
      JOIN publication u ON ${named('s')}
      WHERE s.stage = 'held'
        OR s.channel ? 'reconnect'
        OR s.channel->>'scope' = 'channel')
    ORDER BY c.organisation_id, c.id FOR NO KEY UPDATE OF c`;

/** Always true; evaluating it forces the channels to be locked first. */
const CHANNELS_FIRST = '(SELECT count(*) FROM locked) >= 0';

/**
 * This settlement is written already: a batch whose answer was lost is written again. Its hold is over under the same
 * fence; or it is held, nobody claimed it since, and it stands as it would be written.
 */
const IS_WRITTEN = `CASE
        WHEN k.keep THEN (u.claims, u.state, u.stage, u.progress, u.intent, u.attempts, u.comment_attempts)
          IS NOT DISTINCT FROM
          (0, k.state, k.stage, k.progress, nullif(k.intent, 'null'), k.attempts,
            coalesce(k."commentAttempts", u.comment_attempts))
        ELSE u.lease_until IS NULL
      END`;

/** The post was cancelled while nobody knew whether this was out. It was not out, and is not sent any more. */
const STOPS = `(s.state = 'pending' AND u.unwanted_at IS NOT NULL)`;

/**
 * It waits for its channel, which works again meanwhile: no longer paused, or with another credential than the
 * refused one.
 */
const IS_BACK = `((s.stage = 'held' OR s.channel ? 'reconnect') AND EXISTS (
        SELECT 1 FROM locked l
        WHERE l.organisation_id = u.organisation_id
          AND l.id = u.channel_id
          AND l.state = 'connected'
          AND (s.credential IS NULL OR l.credential <> s.credential)))`;

/** When the engine must look again. */
const WAKE_AT = `CASE
        WHEN s.keep THEN u.wake_at
        WHEN s."wakeInMs" IS NULL OR ${STOPS} THEN NULL
        WHEN ${IS_BACK} THEN clock_timestamp()
        ELSE ${inSeconds('s."wakeInMs" / 1000')}
      END`;

/** Writes the publications. Columns that a settlement does not name stay as they are. */
const WRITTEN = `
    UPDATE publication u SET
      state = CASE WHEN ${STOPS} THEN 'cancelled' ELSE s.state END,
      stage = CASE WHEN ${STOPS} THEN 'done' ELSE s.stage END,
      wake_at = ${WAKE_AT},
      lease_until = CASE WHEN s.keep THEN ${inSeconds(':leaseS')} END,
      queued_at = NULL,
      claims = 0,
      progress = s.progress,
      intent = nullif(s.intent, 'null'),
      attempts = s.attempts,
      readings = s.readings,
      last_error = nullif(s."lastError", 'null'),
      published_at = CASE WHEN s.accepted THEN coalesce(u.published_at, clock_timestamp()) ELSE u.published_at END,
      remote_id = coalesce(s."remoteId", u.remote_id),
      remote_url = coalesce(s."remoteUrl", u.remote_url),
      doubt = CASE WHEN s."doubtOver" THEN NULL ELSE u.doubt END,
      first_comment = coalesce(s."firstComment", u.first_comment),
      comment_attempts = coalesce(s."commentAttempts", u.comment_attempts),
      comment_intent_at = CASE s."commentIntent"
        WHEN true THEN clock_timestamp()
        WHEN false THEN NULL
        ELSE u.comment_intent_at
      END
    FROM settled s JOIN mine ON mine.id = s.id
    WHERE ${isFencedBy('s')}
      AND NOT mine.written
    RETURNING u.organisation_id, u.id, u.post_id, u.channel_id, u.state`;

/**
 * Writes the journal lines of the settlement in their order, and one more for a publication that the cancelled post
 * stopped.
 */
const JOURNAL = `
    INSERT INTO publication_event (organisation_id, publication_id, actor, kind, detail)
    SELECT w.organisation_id, w.id, :worker, line.value->>'kind', coalesce(line.value->'detail', '{}')
    FROM written w
    JOIN settled s ON s.id = w.id,
    jsonb_array_elements(
      CASE WHEN w.state = 'cancelled' THEN s.journal || '[{"kind": "cancelled"}]' ELSE s.journal END
    ) WITH ORDINALITY AS line(value, position)
    ORDER BY w.id, line.position`;

/** Puts a message in the outbox for an end that is left to people. */
const TOLD = `
    INSERT INTO outbox_message (organisation_id, kind, body)
    SELECT w.organisation_id, 'publication.' || w.state,
      jsonb_build_object('publicationId', w.id, 'postId', w.post_id, 'channelId', w.channel_id)
    FROM written w JOIN settled s ON s.id = w.id
    WHERE s.tell
      AND w.state IN ${sqlList(LEFT_TO_PEOPLE)}`;

/**
 * By channel: the longest hold its network asked for, and why its credential is lost, if it is still the refused
 * one.
 */
const ASKED_OF_CHANNELS = `
      SELECT w.organisation_id, w.channel_id,
        max((s.channel->>'holdMs')::float8) FILTER (WHERE s.channel->>'scope' = 'channel') AS ms,
        max(s.channel->>'reconnect') FILTER (WHERE l.state = 'connected' AND l.credential = s.credential) AS reason
      FROM written w
      JOIN settled s ON s.id = w.id
      JOIN locked l
        ON l.organisation_id = w.organisation_id
        AND l.id = w.channel_id
      GROUP BY 1, 2`;

/**
 * Writes the hold of a channel, in the same statement as the settlement so that no later post goes out in between;
 * and the loss of its credential.
 */
const CHANGED = `
    UPDATE channel c SET
      held_until = CASE
        WHEN a.ms IS NULL THEN c.held_until
        ELSE greatest(c.held_until, ${inSeconds('a.ms / 1000')})
      END,
      state = CASE WHEN a.reason IS NULL THEN c.state ELSE 'reconnect_needed' END,
      state_reason = coalesce(a.reason, c.state_reason)
    FROM (${ASKED_OF_CHANNELS}
    ) a
    WHERE c.organisation_id = a.organisation_id
      AND c.id = a.channel_id
      AND (a.ms IS NOT NULL OR a.reason IS NOT NULL)
    RETURNING c.organisation_id, c.id, a.reason`;

/** Channels whose network asked for a longer hold than the limit. */
const HELD_LONG = `
    SELECT w.organisation_id, w.channel_id AS id
    FROM written w JOIN settled s ON s.id = w.id
    WHERE (s.channel->>'long')::boolean`;

/** Holds for the whole network. */
const ASKED_OF_NETWORKS = `
      SELECT c.platform, (s.channel->>'holdMs')::float8 AS ms
      FROM written w
      JOIN settled s ON s.id = w.id
      JOIN channel c
        ON c.organisation_id = w.organisation_id
        AND c.id = w.channel_id
      WHERE s.channel->>'scope' = 'app'`;

/**
 * Writes a batch of settlements with all that follows: holds of channels and networks, lost credentials (once an
 * incident), and messages in the outbox (once an end). One statement, so that no part is lost alone. Answers those
 * that were still held, or written already. `rows`: JSON of `SettledRow[]`.
 */
export const SETTLE = statement<{ rows: string; leaseS: number; worker: string }, { id: string }>(
  withParts(
    {
      settled: `SELECT * FROM jsonb_to_recordset(:rows) AS s(${columns(ROW)})`,
      locked: LOCKED,
      mine: lockFenced('settled', CHANNELS_FIRST, `${IS_WRITTEN} AS written`),
      written: WRITTEN,
      journal: JOURNAL,
      told: TOLD,
      changed: CHANGED,
      // Channels whose credential this settlement marks as lost: people are notified once of each.
      lost: 'SELECT * FROM changed WHERE reason IS NOT NULL',
      told_lost: lostMessages('lost'),
      // Holds above the limit are cut, and people are notified.
      held_long: HELD_LONG,
      told_held: heldMessages('held_long'),
      // In the order of the networks' names, so that two batches cannot deadlock.
      held_network: holdPlatforms(ASKED_OF_NETWORKS),
    },
    'SELECT id FROM written UNION ALL SELECT id FROM mine WHERE written',
  ),
);
