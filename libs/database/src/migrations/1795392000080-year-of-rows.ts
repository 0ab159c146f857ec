import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Indexes that a year of 300 establishments asks for: without them, a statement reads a table that only grows. */
export class YearOfRows1795392000080 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of UP) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const sql of DOWN) await runner.query(sql);
  }
}

const UP = [
  // Each answered review closes what was asked of others: by the incident, whoever was told.
  `CREATE INDEX notification_incident ON notification (organisation_id, incident) WHERE read_at IS NULL`,
  `CREATE INDEX mail_digest_given_up ON mail_digest (created_at) WHERE state = 'given_up'`,
  // What a person sent today, and what the library weighs, without the rows.
  `CREATE INDEX media_sent ON media (organisation_id, created_by, created_at)`,
  `DROP INDEX media_content`,
  `CREATE INDEX media_content ON media (organisation_id, sha256) INCLUDE (bytes)`,
  `CREATE INDEX media_kind ON media (organisation_id, kind, id) WHERE removed_at IS NULL`,
  `CREATE INDEX post_shows ON post USING gin (media_ids)`,
  `CREATE INDEX post_variant_shows ON post_variant USING gin (media_ids)`,
  // Behind the wall between organisations PostgreSQL searches an index by an array only once it has looked at every row:
  // so this is asked by the owner, for the organisation in force.
  `CREATE FUNCTION lineup_posts_showing(medium uuid) RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
      SELECT p.id FROM post p WHERE p.organisation_id = lineup_organisation() AND p.media_ids @> ARRAY[medium]
      UNION
      SELECT v.post_id FROM post_variant v WHERE v.organisation_id = lineup_organisation() AND v.media_ids @> ARRAY[medium]
    $$`,
  `REVOKE ALL ON FUNCTION lineup_posts_showing(uuid) FROM PUBLIC`,
  `GRANT EXECUTE ON FUNCTION lineup_posts_showing(uuid) TO lineup_app, lineup_engine`,
];

const DOWN = [
  `DROP FUNCTION lineup_posts_showing(uuid)`,
  `DROP INDEX notification_incident, mail_digest_given_up, media_sent, media_content, media_kind, post_shows, post_variant_shows`,
  `CREATE INDEX media_content ON media (organisation_id, sha256)`,
];
