import { afterEach, describe, expect, it } from '@jest/globals';
import { DataSource, getMetadataArgsStorage } from 'typeorm';
import '../../apps/api/src/api.module.js';
import '../../apps/worker/src/worker.module.js';
import { dataSourceOptions, migrate, pendingMigrations } from '#lib/database';
import { emptyDatabase, freshDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
afterEach(() => database.drop());

/** Every entity that a process may load. */
const entities = () => getMetadataArgsStorage().tables.map(({ target }) => target);

const open = (url: string) => new DataSource(dataSourceOptions(url, 'owner', entities(), 2)).initialize();

/** Every table, column, constraint, index, policy, trigger and grant, as text to compare. */
async function snapshot(source: DataSource): Promise<string[]> {
  const rows = await source.query<{ line: string }[]>(`
    SELECT format('column %s.%s.%s %s %s %s', table_schema, table_name, column_name, data_type, is_nullable, column_default) AS line
      FROM information_schema.columns WHERE table_schema IN ('public', 'auth') AND table_name <> 'migrations'
    UNION ALL SELECT format('constraint %s %s', conname, pg_get_constraintdef(oid)) FROM pg_constraint
      WHERE connamespace IN ('public'::regnamespace, to_regnamespace('auth')) AND conrelid <> to_regclass('public.migrations')
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname IN ('public', 'auth') AND tablename <> 'migrations'
    UNION ALL SELECT format('policy %s %s %s %s', tablename, policyname, qual, with_check) FROM pg_policies
    UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT format('grant %s %s %s', grantee, table_name, privilege_type)
      FROM information_schema.role_table_grants WHERE grantee IN ('lineup_app', 'lineup_engine') AND table_schema = 'public'
    UNION ALL SELECT format('function %s', proname) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    ORDER BY line`);
  return rows.map(({ line }) => line);
}

describe('migrations', () => {
  it('go up, all the way down, and up again to the same schema', async () => {
    database = await emptyDatabase();
    const before = await pendingMigrations(database.url);
    expect(await migrate(database.url)).toEqual(before);
    expect(await pendingMigrations(database.url)).toEqual([]);

    const source = await open(database.url);
    try {
      const first = await snapshot(source);
      for (const _ of before) await source.undoLastMigration({ transaction: 'each' });
      expect(await snapshot(source)).toEqual([]);
      await source.runMigrations({ transaction: 'each' });
      expect(await snapshot(source)).toEqual(first);
    } finally {
      await source.destroy();
    }
  });

  it('may be run again, and by two machines at the same moment', async () => {
    database = await emptyDatabase();
    const [first, second] = await Promise.all([migrate(database.url), migrate(database.url)]);
    expect([...first, ...second]).toEqual([...new Set([...first, ...second])]);
    expect(await migrate(database.url)).toEqual([]);
    expect(await pendingMigrations(database.url)).toEqual([]);
  });

  it('say exactly what the entities say', async () => {
    database = await freshDatabase();
    const source = await open(database.url);
    try {
      const drift = await source.driver.createSchemaBuilder().log();
      expect(drift.upQueries.map(({ query }) => query)).toEqual([]);
    } finally {
      await source.destroy();
    }
  });
});
