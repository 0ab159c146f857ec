import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How a video is encoded: networks take some encodings and frame rates only. */
export class VideoFacts1795392000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE media ADD COLUMN video jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE media DROP COLUMN video');
  }
}
