import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A change says at which establishments it happened, before and after: who sees only some of them hears only of those.
 */
export class AnnouncedPlaces1795392000045 implements MigrationInterface {
  up(runner: QueryRunner): Promise<void> {
    return runner.query(
      announceWith(`,
        'establishmentId', changed->>'establishment_id',
        'formerEstablishmentId', CASE WHEN TG_OP = 'UPDATE' THEN to_jsonb(OLD)->>'establishment_id' END`),
    );
  }

  down(runner: QueryRunner): Promise<void> {
    return runner.query(announceWith(''));
  }
}

const announceWith = (places: string): string => `
  CREATE OR REPLACE FUNCTION lineup_announce() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE changed jsonb := to_jsonb(coalesce(NEW, OLD));
    BEGIN
      PERFORM pg_notify('lineup_changes', json_build_object(
        'table', TG_TABLE_NAME,
        'organisationId', changed->>'organisation_id',
        'id', changed->>'id',
        'postId', changed->>'post_id'${places}
      )::text);
      RETURN NULL;
    END $$`;
