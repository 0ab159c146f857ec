import { DataSource, type DataSourceOptions, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { migrations } from './migrations/index.js';
import { SnakeNaming } from './snake-naming.js';

export type Entities = EntityTarget<ObjectLiteral>[];

/** Roles of the sessions; `owner` is whoever DATABASE_URL signs in as. */
export type SessionRole = 'owner' | 'lineup_app' | 'lineup_engine';

/** @param pool connections at most */
export function dataSourceOptions(
  url: string,
  role: SessionRole,
  entities: Entities,
  pool: number,
): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    entities: entities as never[],
    migrations,
    namingStrategy: new SnakeNaming(),
    uuidExtension: 'pgcrypto',
    installExtensions: false,
    synchronize: false,
    migrationsRun: false,
    applicationName: role === 'owner' ? 'lineup-owner' : role,
    extra: {
      max: pool,
      ...(role === 'owner' ? {} : { options: `-c role=${role} -c search_path=public` }),
    },
  };
}

/** @returns the migrations that were run, oldest first. */
export async function migrate(url: string): Promise<string[]> {
  const owner = await new DataSource(dataSourceOptions(url, 'owner', [], 2)).initialize();
  try {
    return (await owner.runMigrations({ transaction: 'each' })).map((migration) => migration.name);
  } finally {
    await owner.destroy();
  }
}

/** Names of the migrations that a database has not seen, oldest first. Changes nothing. */
export async function pendingMigrations(url: string): Promise<string[]> {
  const owner = await new DataSource(dataSourceOptions(url, 'owner', [], 1)).initialize();
  try {
    const [table] = await owner.query<{ there: boolean }[]>(
      `SELECT to_regclass('public.migrations') IS NOT NULL AS there`,
    );
    const done = table?.there ? await owner.query<{ name: string }[]>('SELECT name FROM migrations') : [];
    return migrations.map(({ name }) => name).filter((name) => !done.some((row) => row.name === name));
  } finally {
    await owner.destroy();
  }
}
