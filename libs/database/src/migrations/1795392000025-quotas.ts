import type { MigrationInterface, QueryRunner } from 'typeorm';
import { open } from './walls.js';

/** What networks take: which of them is left alone, the workers' shared counters, and what went out of each channel. */
export class Quotas1795392000025 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of UP) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX publication_counted');
    await runner.query('DROP TABLE rate_counter, network_hold');
  }
}

const UP = [
  `CREATE TABLE network_hold (
    platform text NOT NULL,
    held_until timestamptz NOT NULL,
    CONSTRAINT network_hold_pk PRIMARY KEY (platform)
  )`,
  // Columns and their order are those of rate-limiter-flexible, which names none when it inserts.
  `CREATE TABLE rate_counter (
    key varchar(255) NOT NULL,
    points integer NOT NULL DEFAULT 0,
    expire bigint,
    CONSTRAINT rate_counter_pk PRIMARY KEY (key)
  )`,
  `CREATE INDEX publication_counted ON publication (organisation_id, channel_id, (coalesce(published_at, fired_at)))
    WHERE coalesce(published_at, fired_at) IS NOT NULL`,
  ...open('network_hold'),
  ...open('rate_counter'),
];
