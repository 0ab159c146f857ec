import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An Idempotency-Key whose request ended in doubt names the transaction that settles it. */
export class DoubtfulKeys1795392000096 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE idempotency_key ADD transaction text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE idempotency_key DROP COLUMN transaction');
  }
}
