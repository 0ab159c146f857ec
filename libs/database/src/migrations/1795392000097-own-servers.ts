import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An account may live on a server of its own, which may have limits of its own. */
export class OwnServers1795392000097 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE channel ADD server text, ADD limits jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE channel DROP server, DROP limits');
  }
}
