import { sqlList, statement } from '#lib/database';
import { GOES_OUT } from '#rules/posts';
import { HAS_PLACE } from '../../quotas/quota.sql.js';
import { GRANT_AHEAD_MS } from '../../rules/lead.js';
import { ON_ITS_WAY } from '../../rules/stage.js';
import { columns, inSeconds, ms, withParts } from '../../sql.js';
import { isFencedBy, HELD_UNTIL, lockFenced, msUntil } from './rows.sql.js';

/**
 * `q` is in flight in another process. What is in flight in the same worker does not matter: its lanes send one by
 * one.
 */
const IN_FLIGHT = `q.state = 'publishing'
          AND q.stage = 'firing'
          AND q.lease_until > clock_timestamp()
          AND q.worker <> u.worker`;

/**
 * `q` has the earlier position, and nothing has kept it from being sent so far. A publication that waits because of a
 * hold of the whole channel keeps its position. Whether `q` is held does not matter: a worker that died must not cost
 * it its position.
 */
const EARLIER = `q.state = 'pending'
          AND (q.stage IN ${sqlList(ON_ITS_WAY)}
            OR q.stage = 'retrying'
              AND q.last_error->>'class' = 'rate_limited')
          AND q.wake_at IS NOT NULL
          AND (q.due_at, q.id) < (u.due_at, u.id)`;

/**
 * `q` must be over before `u` may go. None of these is due later than `u`, or than the earliest last look plus half
 * a second: this bound is for the index, which then does not read a year's plan.
 */
const AHEAD = `q.organisation_id = u.organisation_id
        AND q.channel_id = u.channel_id
        AND q.id <> u.id
        AND q.due_at <= greatest(u.due_at, statement_timestamp() + interval '${GRANT_AHEAD_MS + 500} ms')
        AND (${IN_FLIGHT}
          OR ${EARLIER})`;

/** Columns of the rows that ask for a last look. */
const WANTED = {
  organisationId: 'uuid',
  id: 'uuid',
  fence: 'int',
  intent: 'jsonb',
  quotas: 'jsonb',
};

/**
 * All that must hold. Conditions on other rows are scalar subqueries on purpose: each is one look-up by key. With
 * joins, the planner tends, before it has statistics, to multiply all rows of the shared organisation.
 * The condition on the last run is evaluated once per statement. It refuses all while the database is not the one that
 * workers last noted: between a failover and the next heartbeat, what is due may be out already, and is then read
 * back.
 */
const MAY_GO = `u.state = 'pending'
      AND u.doubt IS NULL
      AND u.due_at <= ${inSeconds(':aheadS')}
      AND u.lease_until > clock_timestamp()
      AND (SELECT p.cluster = lineup_cluster() FROM engine_pulse p)
      AND (SELECT r.state = 'approved'
        FROM revision r
        WHERE r.organisation_id = u.organisation_id
          AND r.id = u.revision_id)
      AND (SELECT p.state IN ${sqlList(GOES_OUT)}
        FROM post p
        WHERE p.organisation_id = u.organisation_id
          AND p.id = u.post_id)
      AND (SELECT c.state = 'connected'
          AND coalesce(${HELD_UNTIL} <= clock_timestamp(), true)
        FROM channel c
        WHERE c.organisation_id = u.organisation_id
          AND c.id = u.channel_id)
      AND NOT EXISTS (SELECT 1 FROM publication q WHERE ${AHEAD})
      AND (w.quotas IS NULL OR ${HAS_PLACE})`;

/** Sets them in flight, with the written intent that the visible call is about to be made. */
const FIRED = `
    UPDATE publication u SET
      state = 'publishing',
      stage = 'firing',
      attempts = u.attempts + 1,
      fired_at = coalesce(u.fired_at, clock_timestamp()),
      lease_until = ${inSeconds(':leaseS')},
      intent = w.intent || jsonb_build_object('at', clock_timestamp())
    FROM wanted w JOIN mine ON mine.id = w.id
    WHERE ${isFencedBy('w')}
      AND ${MAY_GO}
    RETURNING u.organisation_id, u.id, u.intent, u.due_at`;

const JOURNAL = `
    INSERT INTO publication_event (organisation_id, publication_id, actor, kind, detail)
    SELECT organisation_id, id, :worker, 'firing', intent FROM fired`;

/**
 * The last look before the visible call. Answers those that may be sent, and how long until they are due. `rows`:
 * JSON of rows of `WANTED`; `aheadS`: how far ahead of the due instant.
 */
export const FIRE = statement<
  { rows: string; leaseS: number; worker: string; aheadS: number },
  { id: string; inMs: number }
>(
  withParts(
    {
      wanted: `SELECT * FROM jsonb_to_recordset(:rows) AS w(${columns(WANTED)})`,
      mine: lockFenced('wanted'),
      fired: FIRED,
      journal: JOURNAL,
    },
    `SELECT id, ${msUntil('due_at')} AS "inMs" FROM fired`,
  ),
);

/**
 * How long until what blocks `u` is looked at again: its own due instant, or an earlier publication of the channel.
 * No row when nothing blocks it.
 */
export const LANE = statement<{ organisationId: string; id: string }, { inMs: number }>(`
  SELECT greatest(0, max(ms))::float8 AS "inMs" FROM (
    SELECT 0 AS ms FROM publication u
    WHERE u.organisation_id = :organisationId
      AND u.id = :id
      AND u.due_at > clock_timestamp()
    UNION ALL
    SELECT CASE WHEN q.state = 'pending' THEN ${ms('q.wake_at - clock_timestamp()')} ELSE 0 END
    FROM publication u JOIN publication q ON ${AHEAD}
    WHERE u.organisation_id = :organisationId
      AND u.id = :id
  ) AS ahead HAVING count(*) > 0`);
