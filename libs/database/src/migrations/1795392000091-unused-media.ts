import type { MigrationInterface, QueryRunner } from 'typeorm';
import { wall } from './walls.js';

/** Media that nothing shows have an end, with all that was made from them. */
export class UnusedMedia1795392000091 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of UP) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const sql of DOWN) await runner.query(sql);
  }
}

/** The media of a frozen revision, by id: what was approved and what went out keep theirs. */
const FROZEN = `jsonb_path_query_array(content, '$.channels[*].content.media[*].id')`;

const UP = [
  `CREATE TABLE media_derivative (
    organisation_id uuid NOT NULL REFERENCES organisation (id),
    source text NOT NULL,
    sha256 text NOT NULL,
    PRIMARY KEY (organisation_id, source, sha256)
  )`,
  ...wall('media_derivative'),
  // Since when no post shows it, as far as was looked.
  `ALTER TABLE media ADD unused_since timestamptz`,
  `CREATE INDEX media_unused ON media (unused_since) WHERE removed_at IS NULL AND unused_since IS NOT NULL`,
  `CREATE INDEX media_removed ON media (removed_at) WHERE removed_at IS NOT NULL`,
  `CREATE INDEX revision_shows ON revision USING gin ((${FROZEN}))`,
  // Asked by the owner: behind the wall, an index over an array is only searched once every row was looked at.
  `CREATE FUNCTION lineup_medium_used(organisation uuid, medium uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
      SELECT EXISTS (SELECT FROM post WHERE organisation_id = organisation AND media_ids @> ARRAY[medium])
        OR EXISTS (SELECT FROM post_variant WHERE organisation_id = organisation AND media_ids @> ARRAY[medium])
        OR EXISTS (SELECT FROM revision WHERE organisation_id = organisation AND ${FROZEN} ? medium::text)
    $$`,
  `REVOKE ALL ON FUNCTION lineup_medium_used(uuid, uuid) FROM PUBLIC`,
  `GRANT EXECUTE ON FUNCTION lineup_medium_used(uuid, uuid) TO lineup_engine`,
];

const DOWN = [
  `DROP FUNCTION lineup_medium_used(uuid, uuid)`,
  `DROP INDEX revision_shows, media_removed, media_unused`,
  `ALTER TABLE media DROP unused_since`,
  `DROP TABLE media_derivative`,
];
