import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Client } from 'pg';
import { emptyDatabase, type TestDatabase } from './database.js';

const FOLDER = 'test/fixtures/releases';

/** Of the people in every dump. */
export const RELEASE_PASSWORD = 'four words make a password';

/** Where the dump of a release is, or goes. */
export const releaseFile = (version: string): string => `${FOLDER}/${version}.sql.gz`;

/** The releases that there is a dump of. */
export const dumpedReleases = (): string[] =>
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.sql.gz'))
    .map((name) => name.replace('.sql.gz', ''));

/** The versions that the changelog calls released. */
export const releasedVersions = (): string[] =>
  [...readFileSync('CHANGELOG.md', 'utf8').matchAll(/^## (\d+\.\d+\.\d+)/gmu)].map(
    ([, version = '']) => version,
  );

/** A database as that release left it, on the run's server. */
export async function restoreRelease(version: string): Promise<TestDatabase> {
  const database = await emptyDatabase();
  const session = new Client({ connectionString: database.url });
  await session.connect();
  try {
    await session.query(gunzipSync(readFileSync(releaseFile(version))).toString());
  } catch (error) {
    await database.drop();
    throw error;
  } finally {
    await session.end();
  }
  return database;
}
