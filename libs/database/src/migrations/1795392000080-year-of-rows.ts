import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Indexes that a year of 300 establishments asks for: without them, a statement reads a table that only grows. */
export class YearOfRows1795392000080 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of UP) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const sql of DOWN) await runner.query(sql);
  }
}

const UP = [
  // Each answered review closes what was asked of others: by the incident, whoever was told.
  `CREATE INDEX notification_incident ON notification (organisation_id, incident) WHERE read_at IS NULL`,
];

const DOWN = [`DROP INDEX notification_incident`];
