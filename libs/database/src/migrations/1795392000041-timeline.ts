import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A promoted replica is told apart from its first write on: the timeline is read from where the server writes now, no
 * longer from its last checkpoint, which may be minutes older than the promotion.
 */
export class Timeline1795392000041 implements MigrationInterface {
  up(runner: QueryRunner): Promise<void> {
    return runner.query(
      clusterWith(`('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::int`),
    );
  }

  down(runner: QueryRunner): Promise<void> {
    return runner.query(clusterWith('(SELECT timeline_id FROM pg_control_checkpoint())'));
  }
}

/** @param timeline the same number either way, so that workers of both versions agree on what they see */
const clusterWith = (timeline: string): string => `
  CREATE OR REPLACE FUNCTION lineup_cluster() RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
    DECLARE folder text := '';
    BEGIN
      BEGIN
        folder := coalesce((SELECT extract(epoch FROM change)::text FROM pg_stat_file('PG_VERSION')), '');
      EXCEPTION WHEN insufficient_privilege THEN folder := '';
      END;
      RETURN concat_ws(':', (SELECT system_identifier FROM pg_control_system()), ${timeline},
        (SELECT oid FROM pg_database WHERE datname = current_database()), folder);
    END $$`;
