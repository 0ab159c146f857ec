import type { MigrationInterface, QueryRunner } from 'typeorm';
import { open } from './walls.js';

/** How a database that was restored is noticed, and what it then does not know; how certain an access's end is. */
export class Restores1795392000022 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of UP) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE channel DROP COLUMN token_end_assumed, DROP COLUMN keep_failures');
    await runner.query('ALTER TABLE publication DROP COLUMN doubt');
    await runner.query('DROP FUNCTION lineup_cluster()');
    await runner.query('DROP TABLE engine_pulse');
  }
}

const UP = [
  `CREATE TABLE engine_pulse (
    id boolean NOT NULL DEFAULT true,
    cluster text NOT NULL,
    alive_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT engine_pulse_one CHECK (id),
    CONSTRAINT engine_pulse_pk PRIMARY KEY (id)
  )`,
  ...open('engine_pulse'),
  // With the owner's rights: the engine's own role may not look at the server. What a copy of the data folder cannot
  // take along is the change time of a file in it.
  `CREATE FUNCTION lineup_cluster() RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
    DECLARE folder text := '';
    BEGIN
      BEGIN
        folder := coalesce((SELECT extract(epoch FROM change)::text FROM pg_stat_file('PG_VERSION')), '');
      EXCEPTION WHEN insufficient_privilege THEN folder := '';
      END;
      RETURN concat_ws(':', (SELECT system_identifier FROM pg_control_system()), (SELECT timeline_id FROM pg_control_checkpoint()),
        (SELECT oid FROM pg_database WHERE datname = current_database()), folder);
    END $$`,
  `ALTER TABLE publication ADD doubt jsonb`,
  `ALTER TABLE channel ADD token_end_assumed boolean NOT NULL DEFAULT false, ADD keep_failures int NOT NULL DEFAULT 0`,
  // Accesses that somebody pasted: their networks document sixty days, counted from now at the latest.
  `UPDATE channel SET token_expires_at = now() + interval '60 days', token_end_assumed = true
    WHERE platform IN ('instagram', 'linkedin') AND token_expires_at IS NULL AND removed_at IS NULL`,
];
