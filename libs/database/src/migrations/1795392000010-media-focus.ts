import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What must stay in the picture when a network asks for other proportions: shares of width and height. */
export class MediaFocus1795392000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE media ADD COLUMN focus_x double precision, ADD COLUMN focus_y double precision`,
    );
    await runner.query(
      `ALTER TABLE media ADD CONSTRAINT media_focus CHECK (
        (focus_x IS NULL) = (focus_y IS NULL) AND focus_x BETWEEN 0 AND 1 AND focus_y BETWEEN 0 AND 1)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE media DROP CONSTRAINT media_focus, DROP COLUMN focus_x, DROP COLUMN focus_y',
    );
  }
}
