import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { versionOfLineup } from '../checkout.js';
import { CommandError } from '../command-error.js';
import { embeddedUrl, isSet } from '../installation/installation.js';
import { chooseHome, openHome } from '../installation/home.js';
import { Lock, runningOn } from '../installation/lock.js';
import { keepSecrets } from '../installation/secrets.js';
import { say, step } from '../say.js';
import { copyTree } from './copy-tree.js';
import { copyRunning, copyStopped } from './data-folder.js';
import { type Manifest, nameOfSecret, writeManifest } from './manifest.js';
import { findTool, runTool } from './pg-tools.js';
import { majorOf, majorOfFolder } from './postgres-version.js';

/**
 * Backs up database, media and keys, while Lineup runs or not. The database comes first: media it refers to are on
 * the disk by then, and stay there for a month at least.
 * @param values `to`: a folder that does not exist yet
 * @throws CommandError without `to`, or when it exists
 */
export async function backupCommand(
  env: NodeJS.ProcessEnv,
  values: Record<string, string | boolean | undefined>,
): Promise<number> {
  if (typeof values.to !== 'string') throw new CommandError('Where to? --to /backups/2026-11-29');
  const to = resolve(values.to);
  if (existsSync(to)) throw new CommandError(`${to} is there already: a backup needs a folder of its own.`);
  const embedded = !isSet(env.DATABASE_URL);
  const home = chooseHome(env, embedded);
  openHome(home, embedded);
  if (embedded && !existsSync(join(home, 'postgres', 'PG_VERSION'))) {
    throw new CommandError(`There is nothing to back up in ${home}: no Lineup has run there.`);
  }
  refuseOwnFolders(home, to);
  mkdirSync(dirname(to), { recursive: true });
  // Under a temporary name until it is complete, one per process.
  const part = `${to}.${process.pid}.part`;
  mkdirSync(part, { mode: 0o700 });
  try {
    await fill(part, home, env);
    renameSync(part, to);
  } catch (error) {
    rmSync(part, { recursive: true, force: true });
    throw told(error, to);
  }
  say(`The backup is whole: ${to}`);
  if (isSet(env.LINEUP_SECRET)) {
    say('Keep LINEUP_SECRET with it, in another place: without it no channel opens.');
  }
  return 0;
}

/** Turns an error that an operator can correct into a sentence. */
function told(error: unknown, to: string): unknown {
  const { code = '' } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC') {
    return new CommandError(`There is no room left for the backup in ${dirname(to)}.`, { cause: error });
  }
  if (code === 'ENOTEMPTY' || code === 'EEXIST') {
    return new CommandError(`${to} has just been made by somebody else.`, { cause: error });
  }
  return error;
}

/** Refuses a target inside the copied folders. */
function refuseOwnFolders(home: string, to: string): void {
  const own = ['postgres', 'media']
    .map((name) => join(home, name))
    .find((it) => `${to}/`.startsWith(`${it}/`));
  if (own) throw new CommandError(`${own} is what is backed up: choose a folder outside of it.`);
}

async function fill(part: string, home: string, env: NodeJS.ProcessEnv): Promise<void> {
  step('Copying the database');
  const postgres = isSet(env.DATABASE_URL)
    ? await dump(env.DATABASE_URL, part, env)
    : await copyFolder(home, part);
  const takenAt = new Date().toISOString();
  step('Copying the keys');
  const { secret } = keepSecrets(home);
  copyFileSync(join(home, 'secrets.json'), join(part, 'secrets.json'));
  writeManifest(part, {
    format: 1,
    version: versionOfLineup(),
    takenAt,
    database: isSet(env.DATABASE_URL) ? 'dump' : 'folder',
    postgres,
    media: await copyMedia(home, part, env),
    secret: nameOfSecret(isSet(env.LINEUP_SECRET) ? env.LINEUP_SECRET : secret),
  });
}

/** @returns the server's major version */
async function copyFolder(home: string, part: string): Promise<number> {
  const [from, to] = [join(home, 'postgres'), join(part, 'postgres')];
  const port = runningOn(home)?.databasePort;
  if (port) {
    const url = embeddedUrl(port, keepSecrets(home));
    await copyRunning(url, from, to);
    return majorOf(url);
  }
  const lock = Lock.take(home);
  if (!(lock instanceof Lock)) throw new CommandError(`Lineup is just starting on ${home}: try again.`);
  try {
    await copyStopped(from, to);
  } finally {
    lock.release();
  }
  return majorOfFolder(from);
}

async function dump(url: string, part: string, env: NodeJS.ProcessEnv): Promise<number> {
  const major = await majorOf(url);
  const file = join(part, 'database.dump');
  await runTool(findTool('pg_dump', major, env), ['--format=custom', `--file=${file}`], url);
  return major;
}

async function copyMedia(home: string, part: string, env: NodeJS.ProcessEnv): Promise<Manifest['media']> {
  if (isSet(env.S3_BUCKET)) {
    say(`  The media lie in the bucket ${env.S3_BUCKET}, which needs a backup of its own.`);
    return 'bucket';
  }
  step('Copying the media');
  const folder = join(home, 'media');
  // Files still being uploaded belong to nothing yet.
  if (existsSync(folder)) await copyTree(folder, join(part, 'media'), (path) => path !== 'incoming');
  return 'folder';
}
