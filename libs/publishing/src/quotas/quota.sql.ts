/** What a publication is: part of its approved revision, which is frozen. */
const typeOf = (publication: string): string =>
  `(SELECT c->'content'->>'type' FROM revision r, jsonb_array_elements(r.content->'channels') c
    WHERE r.organisation_id = ${publication}.organisation_id AND r.id = ${publication}.revision_id
      AND (c->>'channelId')::uuid = ${publication}.channel_id)`;

const draws = (publication: string, types: string): string =>
  `(${types} IS NULL OR ${typeOf(publication)} = ANY(${types}))`;

/** When a post began to count: accepted, or, while that is not known, sent. Index `publication_counted` is on it. */
const countedAt = (publication: string): string =>
  `coalesce(${publication}.published_at, ${publication}.fired_at)`;

/** What counts at the network: sent, and not refused. */
const sent = (publication: string, types: string): string =>
  `${publication}.state IN ('publishing', 'published', 'needs_attention') AND ${draws(publication, types)}`;

/** Where a window that ends now began: one instant a statement, so that an index may be searched by it. */
const opened = (window: string): string =>
  `CASE ${window} WHEN 'utc_day' THEN date_trunc('day', statement_timestamp(), 'UTC') ELSE statement_timestamp() - interval '1 day' END`;

/**
 * What went out in each quota's window, and which publications of the channel come before this one, as UTC ms.
 * $1: rows of `organisationId, id, channelId, own, name, window, types`; nothing is reckoned for those not `own`.
 */
export const BUDGET_SQL = `
  SELECT w.id, w.name, (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now,
    coalesce((SELECT json_agg(extract(epoch FROM ${countedAt('f')}) * 1000 ORDER BY ${countedAt('f')}) FROM publication f
      WHERE w.own AND f.organisation_id = w."organisationId" AND f.channel_id = w."channelId" AND f.id <> w.id
        AND ${countedAt('f')} >= ${opened('w."window"')} AND ${sent('f', 'w.types')}), '[]') AS taken,
    coalesce((SELECT json_agg(extract(epoch FROM q.due_at) * 1000 ORDER BY q.due_at, q.id) FROM publication q
      WHERE w.own AND q.organisation_id = w."organisationId" AND q.channel_id = w."channelId" AND q.state = 'pending'
        AND q.wake_at IS NOT NULL AND (q.due_at, q.id) < (u.due_at, u.id) AND ${draws('q', 'w.types')}), '[]') AS ahead
  FROM jsonb_to_recordset($1) AS w("organisationId" uuid, id uuid, "channelId" uuid, own boolean, name text, "window" text, types text[])
  JOIN publication u ON u.organisation_id = w."organisationId" AND u.id = w.id`;

/** True in the last look while each quota named with the wanted row `w` still has a place for its publication `u`. */
export const HAS_PLACE = `
  NOT EXISTS (SELECT 1 FROM jsonb_to_recordset(w.quotas) AS k("limit" int, "window" text, types text[])
    WHERE (SELECT count(*) FROM publication f WHERE f.organisation_id = u.organisation_id AND f.channel_id = u.channel_id
      AND f.id <> u.id AND ${countedAt('f')} >= ${opened('k."window"')} AND ${sent('f', 'k.types')}) >= k."limit")`;
