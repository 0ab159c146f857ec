import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a channel's access ends, and when somebody looks after it next. */
export class ChannelTokens1795392000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE channel ADD token_expires_at timestamptz, ADD keep_at timestamptz NOT NULL DEFAULT now(), ADD told_days int`,
    );
    await runner.query(
      `CREATE INDEX channel_keep ON channel (keep_at) WHERE state = 'connected' AND removed_at IS NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE channel DROP COLUMN token_expires_at, DROP COLUMN keep_at, DROP COLUMN told_days',
    );
  }
}
