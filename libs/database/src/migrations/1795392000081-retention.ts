import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What grows has an end: old rows are found by their age, and history goes by age alone. */
export class Retention1795392000081 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of UP) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const sql of DOWN) await runner.query(sql);
  }
}

/** History is kept so long whatever is asked: what the application itself may not choose. */
const LEAST_DAYS = 90;

/** The one way out of a table that only grows: its oldest rows, in batches, when they are old enough. */
const forget = (name: string, table: string, key: string): string[] => [
  `CREATE FUNCTION ${name}(days int, batch int) RETURNS int
    LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
      WITH old AS (
        SELECT ${key} FROM ${table} WHERE at < now() - make_interval(days => greatest(days, ${LEAST_DAYS})) LIMIT batch
      ), gone AS (
        DELETE FROM ${table} t USING old WHERE ${key
          .split(', ')
          .map((column) => `t.${column} = old.${column}`)
          .join(' AND ')} RETURNING 1
      ) SELECT count(*)::int FROM gone
    $$`,
  `REVOKE ALL ON FUNCTION ${name}(int, int) FROM PUBLIC`,
  `GRANT EXECUTE ON FUNCTION ${name}(int, int) TO lineup_engine`,
];

const UP = [
  // A page of a table a line: what is written in the order of time needs no more.
  `CREATE INDEX publication_event_age ON publication_event USING brin (at)`,
  `CREATE INDEX audit_entry_age ON audit_entry USING brin (at)`,
  `CREATE INDEX notification_age ON notification (created_at) WHERE digest_id IS NULL`,
  `CREATE INDEX mail_digest_age ON mail_digest (created_at)`,
  `CREATE INDEX session_end ON auth."session" ("expiresAt")`,
  ...forget('lineup_forget_journal', 'publication_event', 'id'),
  ...forget('lineup_forget_audit', 'audit_entry', 'organisation_id, id'),
];

const DOWN = [
  `DROP FUNCTION lineup_forget_audit(int, int)`,
  `DROP FUNCTION lineup_forget_journal(int, int)`,
  `DROP INDEX publication_event_age, audit_entry_age, notification_age, mail_digest_age, auth.session_end`,
];
