import { type None, statement } from '#lib/database';
import { withParts } from '../../sql.js';

/**
 * May have gone out. In a restored database: any that is not published, because people also publish ahead of the due
 * instant; else what is due.
 */
const MAY_BE_OUT = `state <> 'published'
      AND (:proven
        OR state = 'pending'
          AND wake_at IS NOT NULL
          AND due_at <= clock_timestamp())`;

/** Its first comment may be there, so it is looked for before it is written. */
const MAY_BE_COMMENTED = `:proven
      AND state = 'published'
      AND first_comment = 'pending'`;

/**
 * Locks in the order in which workers lock: if a deadlock ended this statement, what is due would be sent without a
 * search.
 */
const MINE = `
    SELECT id FROM publication
    WHERE ${MAY_BE_OUT}
      OR ${MAY_BE_COMMENTED}
    ORDER BY id FOR NO KEY UPDATE`;

const DOUBTED = `
    UPDATE publication u SET
      doubt = jsonb_build_object(
        'at', clock_timestamp(),
        'since', least(:since::timestamptz, (doubt->>'since')::timestamptz),
        'proven', :proven OR coalesce((doubt->>'proven')::boolean, false)),
      comment_intent_at = CASE
        WHEN :proven THEN coalesce(comment_intent_at, clock_timestamp())
        ELSE comment_intent_at
      END
    FROM mine
    WHERE u.id = mine.id
      AND ${MAY_BE_OUT}
    RETURNING u.id`;

const COMMENTS = `
    UPDATE publication u SET comment_intent_at = coalesce(comment_intent_at, clock_timestamp())
    FROM mine
    WHERE u.id = mine.id
      AND ${MAY_BE_COMMENTED}
    RETURNING u.id`;

/**
 * Marks as in doubt every publication that may have gone out after this database's knowledge ends; answers how many.
 * `since`: instant at which it ends; `proven`: whether it is proven that it ends there.
 */
export const MARK_IN_DOUBT = statement<{ since: Date; proven: boolean }, { doubted: number }>(
  withParts(
    { mine: MINE, doubted: DOUBTED, comments: COMMENTS },
    'SELECT count(*)::int AS doubted FROM doubted',
  ),
);

/**
 * Notes the first run of a worker of an installation, which has nothing to compare with. Answers a row only
 * when it made it.
 */
export const FIRST_RUN = statement(`
  INSERT INTO engine_pulse (cluster) VALUES (lineup_cluster()) ON CONFLICT DO NOTHING RETURNING id`);

/** What was noted of the database that workers last used. */
export interface LastRun {
  same: boolean;
  aliveAt: Date;
  quietS: number;
}

/** Locks the note of the last run, so that of several starting workers only one compares. */
export const READ_LAST_RUN = statement<None, LastRun>(`
  SELECT cluster = lineup_cluster() AS same,
    alive_at AS "aliveAt",
    extract(epoch FROM clock_timestamp() - alive_at)::float8 AS "quietS"
  FROM engine_pulse FOR UPDATE`);

/** Notes this database as the one that workers use; run in the transaction that compared. */
export const NOTE_RUN = statement(`
  UPDATE engine_pulse SET cluster = lineup_cluster(), alive_at = clock_timestamp()`);
