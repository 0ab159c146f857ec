import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A cancellation is kept while nobody knows whether the publication is out. */
export class Unwanted1795392000042 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE publication ADD unwanted_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE publication DROP COLUMN unwanted_at');
  }
}
