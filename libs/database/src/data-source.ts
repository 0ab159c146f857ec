import type { SessionRole } from '#lib/kernel';
import { DataSource, type DataSourceOptions, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { migrations } from './migrations/index.js';
import { MIGRATION_MS, poolTimeouts, sessionLimits } from './timeouts.js';
import { SnakeNaming } from './snake-naming.js';
import { statement } from './statement.js';

export type Entities = EntityTarget<ObjectLiteral>[];

/**
 * An unused connection is closed after this, ms. Keeping one is cheaper than opening one and planning its statements
 * again.
 */
const IDLE_MS = 60_000;

/**
 * @param url signed in as the owner, or as a sign-in of the role (see sign-ins.ts)
 * @param pool most connections
 * @param limitMs time limit of a statement, and of getting a connection, ms
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
      ...poolTimeouts(limitMs),
      ...(role === 'owner'
        ? {}
        : { options: `-c role=${role} -c search_path=public ${sessionLimits(limitMs)}` }),
    },
  };
}

/** Advisory lock; any number that no other lock has. */
const MIGRATION_LOCK = 7_391_604_528;
const LOCK = statement<{ lock: number }>('SELECT pg_advisory_lock(:lock)');

/**
 * Runs the pending migrations. Several machines may do so at once: the lock lets one at a time.
 * @returns the migrations that were run, oldest first
 */
export async function migrate(url: string): Promise<string[]> {
  const owner = await new DataSource(dataSourceOptions(url, 'owner', [], 2)).initialize();
  const turn = owner.createQueryRunner();
  try {
    await LOCK.rows(turn, { lock: MIGRATION_LOCK });
    return (await owner.runMigrations({ transaction: 'each' })).map((migration) => migration.name);
  } finally {
    // The pool is closed next, and the lock ends with its session.
    await turn.release();
    await owner.destroy();
  }
}

/** Names of the pending migrations, oldest first. Changes nothing. */
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
