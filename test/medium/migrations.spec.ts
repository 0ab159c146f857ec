import { afterEach, describe, expect, it } from '@jest/globals';
import { DataSource, getMetadataArgsStorage } from 'typeorm';
import '../../apps/api/src/api.module.js';
import '../../apps/worker/src/worker.module.js';
import { dataSourceOptions, migrate, pendingMigrations } from '#lib/database';
import { emptyDatabase, freshDatabase, type TestDatabase } from '../support/database.js';
import { SCHEMA_SQL } from '../support/schema.js';

let database: TestDatabase;
afterEach(() => database.drop());

/** Every entity that a process may load. */
const entities = () => getMetadataArgsStorage().tables.map(({ target }) => target);

const open = (url: string) => new DataSource(dataSourceOptions(url, 'owner', entities(), 2)).initialize();

const snapshot = async (source: DataSource): Promise<string[]> =>
  (await source.query<{ line: string }[]>(SCHEMA_SQL)).map(({ line }) => line);

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
