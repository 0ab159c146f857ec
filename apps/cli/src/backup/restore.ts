import { chownSync, copyFileSync, existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { ensureRoles } from '#lib/database';
import { embeddedMajor, serviceUser } from '#lib/database/embedded';
import { CommandError } from '../command-error.js';
import { chooseHome, openHome } from '../installation/home.js';
import { isSet } from '../installation/installation.js';
import { Lock } from '../installation/lock.js';
import { keepSecrets, readSecrets } from '../installation/secrets.js';
import { say, step } from '../say.js';
import { copyTree } from './copy-tree.js';
import { type Manifest, nameOfSecret, readManifest } from './manifest.js';
import { findTool, runTool } from './pg-tools.js';
import { majorOf } from './postgres-version.js';

/**
 * Restores a backup into an empty home and an empty database; never overwrites anything. What may have gone out
 * after the backup is searched for on its networks before it is sent (docs/decisions/0019).
 * @param values `from`: the folder of the backup
 * @throws CommandError that says what is in the way
 */
export async function restoreCommand(
  env: NodeJS.ProcessEnv,
  values: Record<string, string | boolean | undefined>,
): Promise<number> {
  if (typeof values.from !== 'string') throw new CommandError('From where? --from /backups/2026-11-29');
  const from = resolve(values.from);
  const manifest = readManifest(from);
  const embedded = !isSet(env.DATABASE_URL);
  const home = chooseHome(env, embedded);
  openHome(home, embedded);
  const lock = Lock.take(home);
  if (!(lock instanceof Lock)) throw new CommandError(`Lineup runs on ${home}: stop it first.`);
  try {
    refuseWhatIsThere(home);
    requireSecret(from, manifest, env);
    const media = await copyMedia(home, from);
    step('Putting the database back');
    if (isSet(env.DATABASE_URL)) await restoreDump(env.DATABASE_URL, from, manifest, env);
    else await restoreFolder(home, from, manifest);
    step('Putting the keys back');
    if (media) renameSync(media, join(home, 'media'));
    copyFileSync(join(from, 'secrets.json'), join(home, 'secrets.json'));
    keepSecrets(home);
  } finally {
    lock.release();
  }
  say(
    `Restored as it was at ${manifest.takenAt}. Start Lineup: what is not out is searched for before it is sent.`,
  );
  return 0;
}

/**
 * Under a temporary name until complete, so that an interrupted restore can be repeated. @returns null when there
 * are none
 */
async function copyMedia(home: string, from: string): Promise<string | null> {
  if (!existsSync(join(from, 'media'))) return null;
  step('Putting the media back');
  const part = join(home, 'media.part');
  rmSync(part, { recursive: true, force: true });
  await copyTree(join(from, 'media'), part);
  return part;
}

function refuseWhatIsThere(home: string): void {
  const there = ['postgres', 'media', 'secrets.json'].filter((name) => isFilled(join(home, name)));
  if (there.length === 0) return;
  throw new CommandError(
    `${home} is not empty (${there.join(', ')}): move it away, or set LINEUP_HOME to a new folder.`,
  );
}

const isFilled = (path: string): boolean => {
  try {
    return readdirSync(path).length > 0;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOTDIR';
  }
};

/** Checks now, and not when the first post is due, that the credentials in the backup can be opened. */
function requireSecret(from: string, manifest: Manifest, env: NodeJS.ProcessEnv): void {
  const secrets = readSecrets(from);
  if (!secrets) throw new CommandError(`${from} lacks its secrets.json.`);
  const secret = isSet(env.LINEUP_SECRET) ? env.LINEUP_SECRET : secrets.secret;
  if (nameOfSecret(secret) === manifest.secret) return;
  throw new CommandError(
    'LINEUP_SECRET is not the one that this backup was sealed with: without it no channel opens. Set the one it had.',
  );
}

async function restoreFolder(home: string, from: string, manifest: Manifest): Promise<void> {
  if (manifest.database !== 'folder') {
    throw new CommandError('This backup is a dump: set DATABASE_URL to an empty database that takes it.');
  }
  const major = await embeddedMajor();
  if (manifest.postgres !== major) {
    throw new CommandError(
      `This backup is of PostgreSQL ${manifest.postgres}, and Lineup brings ${major}: restore it with the Lineup it was made by (${manifest.version}).`,
    );
  }
  const part = join(home, 'postgres.part');
  rmSync(part, { recursive: true, force: true });
  await copyTree(join(from, 'postgres'), part);
  giveToService(part);
  renameSync(part, join(home, 'postgres'));
}

/** As root, the server runs as another user, who must own its folder. */
function giveToService(folder: string): void {
  const { uid, gid } = serviceUser();
  if (uid === undefined || gid === undefined) return;
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    chownSync(join(folder, entry), uid, gid);
  }
  chownSync(folder, uid, gid);
}

async function restoreDump(
  url: string,
  from: string,
  manifest: Manifest,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const isDump = manifest.database === 'dump';
  if (!isDump) {
    throw new CommandError(
      'This backup is of the database that Lineup brings: restore it without DATABASE_URL, and dump that if it shall move.',
    );
  }
  await requireEmpty(url);
  await ensureRoles(url);
  const program = findTool('pg_restore', await majorOf(url), env);
  const file = join(from, 'database.dump');
  // All or nothing.
  const whole = ['--single-transaction', '--exit-on-error', '--no-owner'];
  await runTool(program, [...whole, `--dbname=${new URL(url).pathname.slice(1)}`, file], url);
}

async function requireEmpty(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query(
      `SELECT 1 FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') LIMIT 1`,
    );
    if (rowCount) {
      throw new CommandError('The database of DATABASE_URL is not empty: make a new one (createdb).');
    }
  } finally {
    await client.end();
  }
}
