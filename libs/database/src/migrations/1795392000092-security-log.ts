import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The security log is swept with everything else that grows, in batches; it was only swept when a process started. */
export class SecurityLog1795392000092 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of UP) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const sql of DOWN) await runner.query(sql);
  }
}

const AGE = `at < now() - interval '400 days'`;

const closed = (name: string): string[] => [
  `REVOKE ALL ON FUNCTION ${name} FROM PUBLIC`,
  `GRANT EXECUTE ON FUNCTION ${name} TO lineup_engine`,
];

const UP = [
  `CREATE INDEX security_event_age ON auth.security_event USING brin (at)`,
  `DROP FUNCTION auth.forget_old_security_events()`,
  `CREATE FUNCTION auth.forget_security_events(batch int) RETURNS int
    LANGUAGE sql SECURITY DEFINER SET search_path = auth AS $$
      WITH old AS (SELECT id FROM security_event WHERE ${AGE} LIMIT batch),
        gone AS (DELETE FROM security_event s USING old WHERE s.id = old.id RETURNING 1)
      SELECT count(*)::int FROM gone
    $$`,
  ...closed('auth.forget_security_events(int)'),
];

const DOWN = [
  `DROP FUNCTION auth.forget_security_events(int)`,
  `CREATE FUNCTION auth.forget_old_security_events() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = auth AS
    $$ DELETE FROM security_event WHERE ${AGE} $$`,
  ...closed('auth.forget_old_security_events()'),
  `DROP INDEX auth.security_event_age`,
];
