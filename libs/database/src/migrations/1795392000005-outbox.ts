import type { MigrationInterface, QueryRunner } from 'typeorm';
import { wall } from './walls.js';

/** What happened and is yet to be told: written with the change itself, taken by whoever tells it. */
export class Outbox1795392000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of UP) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE outbox_message');
  }
}

const UP = [
  `CREATE TABLE outbox_message (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    organisation_id uuid NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    kind text NOT NULL,
    body jsonb NOT NULL,
    CONSTRAINT outbox_message_pk PRIMARY KEY (id)
  )`,
  `ALTER TABLE outbox_message ADD CONSTRAINT outbox_message_organisation_fk FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE CASCADE`,
  ...wall('outbox_message'),
];
