import { execFileSync, spawnSync } from 'node:child_process';

/** The user that the server runs as; empty for the present user. */
export interface ServiceUser {
  uid?: number;
  gid?: number;
}

const idOf = (flag: '-u' | '-g', name: string): number | null => {
  const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' });
  return status === 0 ? Number(stdout.trim()) : null;
};

/**
 * PostgreSQL refuses to run as root, so as root it runs as the system user `postgres`, which is created when
 * missing.
 * @throws Error with the command to run when it can neither be found nor created
 */
export function serviceUser(): ServiceUser {
  if (process.getuid?.() !== 0) return {};
  if (idOf('-u', 'postgres') === null) {
    try {
      execFileSync(
        'useradd',
        ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'],
        { stdio: 'pipe' },
      );
    } catch (error) {
      throw new Error(
        'PostgreSQL cannot run as root and the user "postgres" could not be made. Run: useradd --system postgres',
        { cause: error },
      );
    }
  }
  const [uid, gid] = [idOf('-u', 'postgres'), idOf('-g', 'postgres')];
  if (uid === null || gid === null) throw new Error('The user "postgres" was made but cannot be looked up');
  return { uid, gid };
}

/** Whether that user can enter a folder, which needs access to every folder above it. */
export const canEnter = (folder: string, user: ServiceUser): boolean =>
  spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...user, cwd: '/', stdio: 'ignore' }).status === 0;
