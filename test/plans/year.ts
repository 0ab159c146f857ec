import type { Pool } from 'pg';
import { PLATFORMS } from '#rules/platforms';
import type { TestMember } from '../support/factories.js';
import { until } from '../support/until.js';

/** How much of a year is filled in; media and establishments are always all there. */
export interface YearSize {
  publications: number;
}

/** What 300 establishments leave behind in a year. */
export const FULL_YEAR: YearSize = { publications: 1_000_000 };
/** A thirtieth, at which the planner already chooses as for the whole: tables of thousands of pages. */
export const SMALL_YEAR: YearSize = { publications: 33_000 };

/** Tables that grow with use, none of which a statement may read through. */
export const GROWING = [
  'post',
  'post_variant',
  'revision',
  'publication',
  'publication_event',
  'notification',
  'mail_digest',
  'media',
  'audit_entry',
  'idempotency_key',
  'session',
  'security_event',
] as const;

/** Writes the year into the member's organisation, in the order of its days. Announces nothing: nobody listens for it. */
export async function fillYear(
  database: Pool,
  { organisation, userId }: TestMember,
  { publications }: YearSize,
): Promise<void> {
  const client = await database.connect();
  try {
    await client.query('BEGIN');
    await client.query('SET LOCAL session_replication_role = replica');
    await client.query(
      `CREATE TEMP TABLE given ON COMMIT DROP AS SELECT '${organisation.id}'::uuid AS org, '${organisation.rootId}'::uuid AS root,
         '${userId}'::text AS author, ${publications / 2} AS posts`,
    );
    for (const sql of FILL) await client.query(sql);
    await client.query('COMMIT');
  } finally {
    client.release();
  }
  await until('every page to be known as visible', () => vacuumed(database), 60_000);
}

/**
 * Leaves the tables as autovacuum does in a year. A snapshot that somebody holds at that moment keeps the pages of the newest
 * rows from being marked, and what can be read from an index alone is then read from the table.
 * @returns whether all pages are marked
 */
async function vacuumed(database: Pool): Promise<boolean> {
  await database.query('VACUUM ANALYZE');
  const { rows } = await database.query<{ left: number }>(
    `SELECT count(*)::int AS left FROM pg_class WHERE relname = ANY($1) AND relkind = 'r' AND relallvisible < relpages`,
    [GROWING],
  );
  return rows[0]?.left === 0;
}

const ESTABLISHMENTS = 300;
const MEDIA = 12_000;
/** Days behind us; the rest of the year is planned. */
const PAST_DAYS = 300;

const FILL = [
  // An id that is told by its name, of a form that the API's own contract accepts.
  `CREATE FUNCTION pg_temp.named(text) RETURNS uuid LANGUAGE sql AS
   $$ SELECT overlay(overlay(md5($1) placing '7' from 13) placing '8' from 17)::uuid $$`,
  `INSERT INTO establishment (organisation_id, id, parent_id, path, name, time_zone)
   SELECT org, h.id, root, ARRAY[root, h.id], 'Establishment ' || n, 'Europe/Paris'
   FROM given, LATERAL (SELECT n, pg_temp.named('establishment' || n) AS id FROM generate_series(1, ${ESTABLISHMENTS}) n) h`,
  `INSERT INTO channel (organisation_id, id, establishment_id, platform, remote_id, name, handle, time_zone, credential)
   SELECT org, pg_temp.named('channel' || n || '/' || p), pg_temp.named('establishment' || n),
     (ARRAY[${PLATFORMS.map((platform) => `'${platform}'`).join()}])[p], 'year' || n, 'Channel ' || n, 'channel' || n, 'Europe/Paris', ''
   FROM given, generate_series(1, ${ESTABLISHMENTS}) n, generate_series(1, ${PLATFORMS.length}) p`,
  `INSERT INTO auth."user" (id, name, email, "emailVerified")
   SELECT 'year-' || n, 'Person ' || n, 'year-' || n || '@test.example', true FROM generate_series(1, ${2 * ESTABLISHMENTS}) n`,
  `INSERT INTO member (organisation_id, id, user_id, establishment_id, role)
   SELECT org, uuidv7(), 'year-' || n, pg_temp.named('establishment' || (1 + n % ${ESTABLISHMENTS})), CASE WHEN n % 2 = 0 THEN 'editor' ELSE 'manager' END
   FROM given, generate_series(1, ${2 * ESTABLISHMENTS}) n`,
  `INSERT INTO media (organisation_id, id, kind, mime, name, bytes, width, height, sha256, created_by, created_at, establishment_id)
   SELECT org, uuidv7(interval '-1 day' * (1 + ${PAST_DAYS} * (1 - n / ${MEDIA}.0))), 'image', 'image/jpeg', 'picture-' || n, 400000, 1080, 1080,
     encode(sha256(n::text::bytea), 'hex'), 'year-' || (1 + n % ${2 * ESTABLISHMENTS}), now() - interval '1 day' * ${PAST_DAYS} * (1 - n / ${MEDIA}.0),
     pg_temp.named('establishment' || (1 + n % ${ESTABLISHMENTS}))
   FROM given, generate_series(1, ${MEDIA}) n`,
  `CREATE TEMP TABLE plan ON COMMIT DROP AS
   SELECT given.*, n, post, revision, at, at < now() AS past, 1 + n % ${ESTABLISHMENTS} AS establishment, 'year-' || (1 + n % ${2 * ESTABLISHMENTS}) AS person,
     least(at, now()) - interval '3 days' AS made
   FROM given, LATERAL (
     SELECT n, now() + interval '1 day' * (365.0 * n / posts - ${PAST_DAYS}) AS at FROM generate_series(1, posts) n) d,
   LATERAL (SELECT uuidv7(at - now() - interval '3 days') AS post, uuidv7(at - now() - interval '2 days') AS revision) ids
   -- None falls due while the test looks.
   WHERE at NOT BETWEEN now() AND now() + interval '1 day'`,
  `INSERT INTO post (organisation_id, id, establishment_id, author_id, author_name, title, text, local_time, time_zone, due_at, state, created_at, updated_at)
   SELECT org, post, pg_temp.named('establishment' || establishment), person, 'Person', 'Parlons solutions, rencontre ' || n, repeat('Un café, des idées. ', 8),
     to_char(at AT TIME ZONE 'Europe/Paris', 'YYYY-MM-DD"T"HH24:MI'), 'Europe/Paris', at, CASE WHEN past THEN 'published' ELSE 'scheduled' END, made, made FROM plan`,
  `INSERT INTO post_variant (organisation_id, post_id, channel_id, position)
   SELECT org, post, pg_temp.named('channel' || establishment || '/' || (1 + (n + k) % ${PLATFORMS.length})), k FROM plan, generate_series(0, 1) k`,
  `INSERT INTO revision (organisation_id, id, post_id, number, hash, content, state, submitted_by_id, submitted_by, submitted_at)
   SELECT org, revision, post, 1, md5(n::text), jsonb_build_object('schema', 1, 'channels', '[]'::jsonb), 'approved', person, 'Person', made FROM plan`,
  `CREATE TEMP TABLE sent ON COMMIT DROP AS
   SELECT plan.*, k, uuidv7(at - now() - interval '1 day') AS publication, pg_temp.named('channel' || establishment || '/' || (1 + (n + k) % ${PLATFORMS.length})) AS channel
   FROM plan, generate_series(0, 1) k`,
  `INSERT INTO publication (organisation_id, id, post_id, channel_id, revision_id, state, stage, due_at, wake_at, attempts, fired_at, published_at, remote_id, created_at)
   SELECT org, publication, post, channel, revision, CASE WHEN past THEN 'published' ELSE 'pending' END, CASE WHEN past THEN 'done' ELSE 'waiting' END,
     at, CASE WHEN NOT past THEN at END, past::int, CASE WHEN past THEN at END, CASE WHEN past THEN at END, CASE WHEN past THEN 'remote-' || n END, made FROM sent`,
  `INSERT INTO publication_event (organisation_id, publication_id, at, actor, kind)
   SELECT org, publication, made, 'person', 'planned' FROM sent`,
  `INSERT INTO mail_digest (organisation_id, id, user_id, state, created_at, sent_at)
   SELECT org, pg_temp.named('digest' || n), person, 'sent', made, made FROM plan WHERE n % 10 = 0`,
  // One in a hundred is still unread; people who never look have them all.
  `INSERT INTO notification (organisation_id, id, user_id, kind, incident, facts, in_app, mail, digest_id, created_at, updated_at, read_at)
   SELECT org, uuidv7(made - now()), CASE WHEN n % 20 = 0 THEN author ELSE person END, 'review.asked', 'post.submitted:' || post, '{}', true, CASE WHEN n % 10 = 0 THEN 'taken' ELSE 'none' END,
     CASE WHEN n % 10 = 0 THEN pg_temp.named('digest' || n) END, made, made, CASE WHEN n % 100 > 0 THEN made END FROM plan`,
  `INSERT INTO audit_entry (organisation_id, id, at, actor_id, actor_name, action, subject_type, subject_id)
   SELECT org, uuidv7(made - now()), made, person, 'Person', 'post.approved', 'post', post FROM plan`,
  `INSERT INTO idempotency_key (organisation_id, user_id, key, fingerprint, status, created_at)
   SELECT org, person, 'key-' || n, md5(n::text), 201, now() - interval '1 day' * n / posts FROM plan`,
  `INSERT INTO auth.session (id, "expiresAt", token, "createdAt", "updatedAt", "userId", "lastSeenAt")
   SELECT 'year-' || n, made + interval '30 days', md5('token' || n), made, made, person, made FROM plan WHERE n % 5 = 0`,
  `INSERT INTO auth.security_event (id, at, user_id, organisation_id, kind)
   SELECT uuidv7(made - now()), made, person, org, 'sign_in' FROM plan WHERE n % 5 = 0`,
];
