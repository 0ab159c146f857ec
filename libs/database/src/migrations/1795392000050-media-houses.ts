import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Media belong to a house; what was there belongs to the root, from where everyone may use it. The same bytes are there
 * once in a house: of those that came twice at the same moment the first stays, and takes the place of the others in posts.
 */
export class MediaHouses1795392000050 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  'ALTER TABLE media ADD COLUMN establishment_id uuid, ADD COLUMN frames integer',
  `UPDATE media m SET establishment_id = e.id FROM establishment e
     WHERE e.organisation_id = m.organisation_id AND e.parent_id IS NULL`,
  `CREATE TEMPORARY TABLE media_twice ON COMMIT DROP AS
     SELECT organisation_id, id, first FROM (
       SELECT organisation_id, id, first_value(id) OVER (PARTITION BY organisation_id, sha256 ORDER BY id) AS first
       FROM media WHERE removed_at IS NULL) every WHERE id <> first`,
  ...['post', 'post_variant'].map(
    (table) => `UPDATE ${table} t SET media_ids = ARRAY(
       SELECT coalesce(d.first, used.id) FROM unnest(t.media_ids) WITH ORDINALITY AS used(id, place)
       LEFT JOIN media_twice d ON d.organisation_id = t.organisation_id AND d.id = used.id ORDER BY used.place)
     WHERE EXISTS (SELECT 1 FROM media_twice d WHERE d.organisation_id = t.organisation_id AND d.id = ANY(t.media_ids))`,
  ),
  `UPDATE media m SET removed_at = now() FROM media_twice d WHERE d.organisation_id = m.organisation_id AND d.id = m.id`,
  'DROP TABLE media_twice',
  'ALTER TABLE media ALTER COLUMN establishment_id SET NOT NULL',
  `ALTER TABLE media ADD CONSTRAINT media_establishment_fk FOREIGN KEY (organisation_id, establishment_id)
     REFERENCES establishment (organisation_id, id) ON DELETE RESTRICT`,
  `CREATE UNIQUE INDEX media_once ON media (organisation_id, establishment_id, sha256) WHERE removed_at IS NULL`,
];

const DOWN = [
  'DROP INDEX media_once',
  'ALTER TABLE media DROP CONSTRAINT media_establishment_fk',
  'ALTER TABLE media DROP COLUMN establishment_id, DROP COLUMN frames',
];
