import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a worker does for each network, and how often a publication was claimed without a word of what became of it. */
export class Shares1795392000070 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE worker_beat ADD COLUMN slots jsonb NOT NULL DEFAULT '{}'`);
    // A pause that was asked for in years.
    await runner.query(
      `UPDATE channel SET held_until = now() + interval '1 day' WHERE held_until > now() + interval '1 day'`,
    );
    await runner.query(
      `UPDATE network_hold SET held_until = now() + interval '1 day' WHERE held_until > now() + interval '1 day'`,
    );
    await runner.query('ALTER TABLE publication ADD COLUMN claims int NOT NULL DEFAULT 0');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE publication DROP COLUMN claims');
    await runner.query('ALTER TABLE worker_beat DROP COLUMN slots');
  }
}
