// Organisations with plans of two years, written straight into the database: what reading is measured on.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { PLATFORMS } from '../../dist/libs/platforms/src/index.js';
import { inTransaction } from './transaction.mjs';

export const POSTS_EACH = 5000;

/**
 * Organisations with ten channels and five thousand posts each, one a channel. Rows lie in the order of their dates, as
 * years of work by all of them would have left them, not organisation by organisation.
 * @returns who may ask, for each
 */
export async function fill({ database }, count) {
  const made = Array.from({ length: count }, () => ({
    organisation: randomUUID(),
    establishment: randomUUID(),
    format: randomUUID(),
    user: randomUUID(),
    key: `lineup_${randomBytes(30).toString('base64url')}`,
  }));
  const rows = made.map((row) => ({
    ...row,
    key: row.key.slice(0, 12),
    hash: createHash('sha256').update(row.key).digest('hex'),
  }));
  await inTransaction(database, async (client) => {
    // What is written is consistent by its making: a million announcements and checks of keys would only cost time.
    await client.query('SET LOCAL session_replication_role = replica');
    await client.query(
      `CREATE TEMP TABLE bench ON COMMIT DROP AS SELECT * FROM jsonb_to_recordset('${JSON.stringify(rows)}')
         AS r(organisation uuid, establishment uuid, format uuid, "user" text, key text, hash text)`,
    );
    for (const sql of FILL) await client.query(sql);
  });
  await database.query('VACUUM ANALYZE');
  return made;
}

const FILL = [
  `INSERT INTO organisation (id, name) SELECT organisation, 'Bench' FROM bench`,
  `INSERT INTO establishment (organisation_id, id, path, name, time_zone)
   SELECT organisation, establishment, ARRAY[establishment], 'Establishment', 'Europe/Paris' FROM bench`,
  `INSERT INTO format (organisation_id, id, key, name, mark, tint, position)
   SELECT organisation, format, 'up-cafe', 'Up café', 'UC', '#E4572E', 1 FROM bench`,
  `INSERT INTO auth."user" (id, name, email, "emailVerified") SELECT "user", 'Bench', "user" || '@bench.example', true FROM bench`,
  `INSERT INTO member (organisation_id, id, user_id, establishment_id, role)
   SELECT organisation, uuidv7(), "user", establishment, 'viewer' FROM bench`,
  `INSERT INTO api_key (organisation_id, id, user_id, name, prefix, hash, scopes, expires_at)
   SELECT organisation, uuidv7(), "user", 'bench', key, hash, '{read,posts}', now() + interval '90 days' FROM bench`,
  `INSERT INTO channel (organisation_id, id, establishment_id, platform, remote_id, name, handle, time_zone, credential)
   SELECT organisation, uuidv7(), establishment, (ARRAY[${PLATFORMS.map((platform) => `'${platform}'`).join()}])[1 + n % ${PLATFORMS.length}], n::text, 'Channel ' || n, 'channel' || n, 'Europe/Paris', ''
   FROM bench, generate_series(1, 10) n`,
  `CREATE TEMP TABLE plan ON COMMIT DROP AS
   SELECT b.*, n, uuidv7() AS post, at, CASE WHEN at < now() THEN 'published' ELSE 'scheduled' END AS state
   FROM bench b, (SELECT n, timestamptz '2026-01-01' + n * interval '730 days' / ${POSTS_EACH} AS at FROM generate_series(1, ${POSTS_EACH}) n) moments
   ORDER BY n`,
  `INSERT INTO post (organisation_id, id, establishment_id, author_id, author_name, title, text, format_id, local_time, time_zone, due_at, state)
   SELECT organisation, post, establishment, "user", 'Bench', 'Parlons solutions, rencontre n° ' || n, repeat('Un café, des idées. ', 20), format,
     to_char(at AT TIME ZONE 'Europe/Paris', 'YYYY-MM-DD"T"HH24:MI'), 'Europe/Paris', at, state
   FROM plan`,
  `INSERT INTO post_variant (organisation_id, post_id, channel_id, position)
   SELECT p.organisation, p.post, c.id, 0 FROM plan p
   JOIN channel c ON c.organisation_id = p.organisation AND c.remote_id = (1 + p.n % 10)::text ORDER BY p.n`,
  `INSERT INTO publication (organisation_id, id, post_id, channel_id, state, stage, due_at)
   SELECT p.organisation, uuidv7(), p.post, c.id, CASE WHEN p.state = 'published' THEN 'published' ELSE 'pending' END, 'waiting', p.at
   FROM plan p JOIN channel c ON c.organisation_id = p.organisation AND c.remote_id = (1 + p.n % 10)::text ORDER BY p.n`,
];
