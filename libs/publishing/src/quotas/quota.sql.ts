import { sqlList, statement } from '#lib/database';
import { MAYBE_OUT } from '../rules/publication-state.js';
import { columns, ms } from '../sql.js';

/** Post type of a publication, from its approved revision. @param publication its alias */
const typeOf = (publication: string): string => `(
      SELECT c->'content'->>'type'
      FROM revision r, jsonb_array_elements(r.content->'channels') c
      WHERE r.organisation_id = ${publication}.organisation_id
        AND r.id = ${publication}.revision_id
        AND (c->>'channelId')::uuid = ${publication}.channel_id)`;

/** Whether it counts in a quota of these types; null means all types. */
const draws = (publication: string, types: string): string =>
  `(${types} IS NULL OR ${typeOf(publication)} = ANY(${types}))`;

/**
 * When a post began to count: when it was accepted, or, while that is unknown, sent. Index `publication_counted` is
 * on it.
 */
const countedAt = (publication: string): string =>
  `coalesce(${publication}.published_at, ${publication}.fired_at)`;

/** Start of a window that ends now: one instant per statement, so that an index can be searched by it. */
const opened = (window: string): string => `CASE ${window}
        WHEN 'utc_day' THEN date_trunc('day', statement_timestamp(), 'UTC')
        ELSE statement_timestamp() - interval '1 day'
      END`;

/** What the network counts in a window: sent since it opened, and not refused. */
const counts = (publication: string, window: string, types: string): string =>
  `${countedAt(publication)} >= ${opened(window)}
      AND ${publication}.state IN ${sqlList(MAYBE_OUT)}
      AND ${draws(publication, types)}`;

/** Columns of the rows that ask for a quota; only the account's `own` quotas are computed. */
const ASKED = {
  organisationId: 'uuid',
  id: 'uuid',
  channelId: 'uuid',
  own: 'boolean',
  name: 'text',
  window: 'text',
  types: 'text[]',
};

/** When each counted publication of the channel went out, UTC ms. */
const TAKEN = `
      SELECT json_agg(${ms(countedAt('f'))} ORDER BY ${countedAt('f')})
      FROM publication f
      WHERE w.own
        AND f.organisation_id = w."organisationId"
        AND f.channel_id = w."channelId"
        AND f.id <> w.id
        AND ${counts('f', 'w."window"', 'w.types')}`;

/** Due instants of the publications of the channel that come before this one, UTC ms. */
const AHEAD = `
      SELECT json_agg(${ms('q.due_at')} ORDER BY q.due_at, q.id)
      FROM publication q
      WHERE w.own
        AND q.organisation_id = w."organisationId"
        AND q.channel_id = w."channelId"
        AND q.state = 'pending'
        AND q.wake_at IS NOT NULL
        AND (q.due_at, q.id) < (u.due_at, u.id)
        AND ${draws('q', 'w.types')}`;

/** Where a publication stands in a quota. */
export interface QuotaUse {
  now: number;
  taken: number[];
  ahead: number[];
}

/**
 * What went out in each quota's window, and the earlier publications of the channel, as UTC ms. `asked`: JSON of rows
 * of `ASKED`.
 */
export const QUOTA_USE = statement<{ asked: string }, QuotaUse & { id: string; name: string }>(`
  SELECT w.id, w.name,
    ${ms('clock_timestamp()')}::float8 AS now,
    coalesce((${TAKEN}), '[]') AS taken,
    coalesce((${AHEAD}), '[]') AS ahead
  FROM jsonb_to_recordset(:asked) AS w(${columns(ASKED)})
  JOIN publication u
    ON u.organisation_id = w."organisationId"
    AND u.id = w.id`);

/** Used in the last look. True while each quota named in row `w` still has a place for its publication `u`. */
export const HAS_PLACE = `NOT EXISTS (
        SELECT 1 FROM jsonb_to_recordset(w.quotas) AS k("limit" int, "window" text, types text[])
        WHERE (
          SELECT count(*) FROM publication f
          WHERE f.organisation_id = u.organisation_id
            AND f.channel_id = u.channel_id
            AND f.id <> u.id
            AND ${counts('f', 'k."window"', 'k.types')}
        ) >= k."limit")`;
