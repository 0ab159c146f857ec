import { sqlList } from '#lib/database';
import { GOES_OUT } from '#rules/posts';
import { HAS_PLACE } from '../../quotas/quota.sql.js';
import { GRANT_AHEAD_MS } from '../../rules/lead.js';
import { ON_ITS_WAY } from '../../rules/stage.js';
import { columns, inSeconds, ms, withParts } from '../../sql.js';
import { heldBy, HELD_UNTIL, lockMine, msUntil } from './rows.sql.js';

/**
 * `q` is in flight in another process. What the same worker has in flight is in nobody's way: its lanes send one by
 * one.
 */
const IN_FLIGHT = `q.state = 'publishing'
          AND q.stage = 'firing'
          AND q.lease_until > clock_timestamp()
          AND q.worker <> u.worker`;

/**
 * `q` has the earlier place, and nothing has kept it from being sent so far; who waits because the network asked the
 * whole channel to keeps its place, too. Whether anybody holds `q` does not matter: a worker that died must not cost it
 * its place.
 */
const EARLIER = `q.state = 'pending'
          AND (q.stage IN ${sqlList(ON_ITS_WAY)}
            OR q.stage = 'retrying' AND q.last_error->>'class' = 'rate_limited')
          AND q.wake_at IS NOT NULL
          AND (q.due_at, q.id) < (u.due_at, u.id)`;

/**
 * `q` must be over before `u` may go. None of them is due later than `u`, or than a last look may come before the due instant,
 * and half a second to spare: said for the index, which then leaves the rest of a year's plan alone.
 */
const AHEAD = `q.organisation_id = u.organisation_id
        AND q.channel_id = u.channel_id
        AND q.id <> u.id
        AND q.due_at <= greatest(u.due_at, statement_timestamp() + interval '${GRANT_AHEAD_MS + 500} ms')
        AND (${IN_FLIGHT}
          OR ${EARLIER})`;

/** What a last look is asked with. */
const WANTED = {
  organisationId: 'uuid',
  id: 'uuid',
  fence: 'int',
  intent: 'jsonb',
  quotas: 'jsonb',
};

/**
 * All that must hold. Conditions on other rows are scalar subqueries on purpose: each is one look-up by key. As joins,
 * the organisation they all share tempts the planner, before it has statistics, into multiplying everything with
 * everything. The one on the pulse, asked once a statement, refuses all while the database is not the one that workers
 * last noted: between a failover and the next beat, what is due may be out already. It is looked at again, in doubt by
 * then.
 */
const MAY_GO = `u.state = 'pending'
      AND u.doubt IS NULL
      AND u.due_at <= ${inSeconds('$4')}
      AND u.lease_until > clock_timestamp()
      AND (SELECT p.cluster = lineup_cluster() FROM engine_pulse p)
      AND (SELECT r.state FROM revision r WHERE r.organisation_id = u.organisation_id AND r.id = u.revision_id)
        = 'approved'
      AND (SELECT p.state IN ${sqlList(GOES_OUT)}
        FROM post p WHERE p.organisation_id = u.organisation_id AND p.id = u.post_id)
      AND (SELECT c.state = 'connected' AND coalesce(${HELD_UNTIL} <= clock_timestamp(), true)
        FROM channel c WHERE c.organisation_id = u.organisation_id AND c.id = u.channel_id)
      AND NOT EXISTS (SELECT 1 FROM publication q WHERE ${AHEAD})
      AND (w.quotas IS NULL OR ${HAS_PLACE})`;

/** Lets them go, with the written promise that the visible call is about to be made. */
const FIRED = `
    UPDATE publication u SET
      state = 'publishing',
      stage = 'firing',
      attempts = u.attempts + 1,
      fired_at = coalesce(u.fired_at, clock_timestamp()),
      lease_until = ${inSeconds('$2')},
      intent = w.intent || jsonb_build_object('at', clock_timestamp())
    FROM wanted w JOIN mine ON mine.id = w.id
    WHERE ${heldBy('w')}
      AND ${MAY_GO}
    RETURNING u.organisation_id, u.id, u.intent, u.due_at`;

const JOURNAL = `
    INSERT INTO publication_event (organisation_id, publication_id, actor, kind, detail)
    SELECT organisation_id, id, $3, 'firing', intent FROM fired`;

/**
 * The last look before the visible call. Answers those that may go, and how long until they are due.
 * $1 rows of `WANTED`, $2 length of the lease (s), $3 worker, $4 how far ahead of the due instant (s).
 */
export const FIRE_SQL = withParts(
  {
    wanted: `SELECT * FROM jsonb_to_recordset($1) AS w(${columns(WANTED)})`,
    mine: lockMine('wanted'),
    fired: FIRED,
    journal: JOURNAL,
  },
  `SELECT id, ${msUntil('due_at')} AS "inMs" FROM fired`,
);

/**
 * How long until what keeps `u` from going is looked at again: its own due instant, or those of the channel before it. No row
 * when nothing does. $1 organisation, $2 publication.
 */
export const LANE_SQL = `
  SELECT greatest(0, max(ms))::float8 AS "inMs" FROM (
    SELECT 0 AS ms FROM publication u
    WHERE u.organisation_id = $1 AND u.id = $2 AND u.due_at > clock_timestamp()
    UNION ALL
    SELECT CASE WHEN q.state = 'pending' THEN ${ms('q.wake_at - clock_timestamp()')} ELSE 0 END
    FROM publication u JOIN publication q ON ${AHEAD}
    WHERE u.organisation_id = $1 AND u.id = $2
  ) AS ahead HAVING count(*) > 0`;
