import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tells every API process, at the commit, that what some caller may do has changed: they forget whom they know. */
export class AccessChanges1795392000040 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE FUNCTION lineup_access_changed() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          PERFORM pg_notify('lineup_access', '');
          RETURN NULL;
        END $$`,
    );
    for (const [table, events] of TRIGGERS) {
      await runner.query(
        `CREATE TRIGGER access_changed AFTER ${events} ON ${table} FOR EACH ROW EXECUTE FUNCTION lineup_access_changed()`,
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION lineup_access_changed() CASCADE');
  }
}

/** What takes a right away, or gives one. That a key was used, or a session prolonged, does neither. */
const TRIGGERS: [table: string, events: string][] = [
  ['api_key', 'DELETE OR UPDATE OF user_id, hash, scopes'],
  ['member', 'INSERT OR DELETE OR UPDATE'],
  ['establishment', 'UPDATE OF parent_id'],
  ['auth."session"', 'DELETE OR UPDATE OF "token", "userId"'],
  ['auth."user"', 'DELETE OR UPDATE'],
];
