import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who follows what happens, in which of the processes that serve: counted over all of them. Nothing that outlives a crash. */
export class LiveStreams1795392000090 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE UNLOGGED TABLE auth.live_stream (
      id uuid PRIMARY KEY,
      user_id text NOT NULL,
      seen_at timestamptz NOT NULL DEFAULT now()
    )`);
    await runner.query('CREATE INDEX live_stream_person ON auth.live_stream (user_id)');
    await runner.query('GRANT SELECT, INSERT, UPDATE, DELETE ON auth.live_stream TO lineup_engine');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE auth.live_stream');
  }
}
