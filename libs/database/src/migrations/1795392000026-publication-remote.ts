import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who goes by a post of the network: asked when a post is found that may be a forgotten publication's. */
export class PublicationRemote1795392000026 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX publication_remote ON publication (organisation_id, channel_id, remote_id) WHERE remote_id IS NOT NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX publication_remote');
  }
}
