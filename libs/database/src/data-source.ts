import type { SessionRole } from '#lib/kernel';
import { DataSource, type DataSourceOptions, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { migrations } from './migrations/index.js';
import { MIGRATION_MS, patience, sessionLimits } from './patience.js';
import { SnakeNaming } from './snake-naming.js';

export type Entities = EntityTarget<ObjectLiteral>[];

/** A connection that nothing needed for so long is closed, ms. Opening one, and planning anew on it, costs more than keeping it. */
const IDLE_MS = 60_000;

/**
 * @param url signed in as the owner, or as a sign-in of the role (see sign-ins.ts)
 * @param pool connections at most
 * @param limitMs for a statement, and for a connection, ms
 */
export function dataSourceOptions(
  url: string,
  role: SessionRole | 'owner',
  entities: Entities,
  pool: number,
  limitMs = MIGRATION_MS,
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
      idleTimeoutMillis: IDLE_MS,
      ...patience(limitMs),
      ...(role === 'owner'
        ? {}
        : { options: `-c role=${role} -c search_path=public ${sessionLimits(limitMs)}` }),
    },
  };
}

/** Any number, as long as nothing else in the database takes the same lock. */
const MIGRATION_LOCK = 7_391_604_528;

/**
 * Brings a database up to date. Several machines may do so at the same moment: they take turns.
 * @returns the migrations that were run, oldest first
 */
export async function migrate(url: string): Promise<string[]> {
  const owner = await new DataSource(dataSourceOptions(url, 'owner', [], 2)).initialize();
  const turn = owner.createQueryRunner();
  try {
    await turn.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    return (await owner.runMigrations({ transaction: 'each' })).map((migration) => migration.name);
  } finally {
    // The pool closes next, and the lock ends with its session.
    await turn.release();
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
