import { spawn, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from '../command-error.js';

/** Where Debian and Ubuntu install the programs of every version. */
const DISTRIBUTION = '/usr/lib/postgresql';

const majorOf = (program: string): number | null => {
  const { status, stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return status === 0 ? Number(/(\d+)/.exec(stdout)?.[1] ?? NaN) : null;
};

function foldersOf(env: NodeJS.ProcessEnv): string[] {
  if (env.POSTGRES_BIN) return [env.POSTGRES_BIN];
  let versions: string[] = [];
  try {
    versions = readdirSync(DISTRIBUTION).sort((a, b) => Number(b) - Number(a));
  } catch {
    // Other systems have the programs on the path.
  }
  return ['', ...versions.map((version) => join(DISTRIBUTION, version, 'bin'))];
}

/**
 * Finds a PostgreSQL program at least as new as the server, which refuses older ones.
 * @param server major version
 * @throws CommandError that says what to install
 */
export function findTool(name: 'pg_dump' | 'pg_restore', server: number, env: NodeJS.ProcessEnv): string {
  for (const folder of foldersOf(env)) {
    const program = join(folder, name);
    const major = majorOf(program);
    if (major !== null && major >= server) return program;
  }
  throw new CommandError(
    `The database is a PostgreSQL ${server}, and there is no ${name} of that version or a later one. ` +
      `Install postgresql-client-${server}, or name its folder in POSTGRES_BIN.`,
  );
}

/**
 * Runs a program to its end. An address with a password is passed in the environment, because everybody can read
 * arguments.
 * @throws CommandError with the program's error output
 */
export async function runTool(program: string, args: readonly string[], databaseUrl: string): Promise<void> {
  const { hostname, port, username, password, pathname, searchParams } = new URL(databaseUrl);
  const ssl = searchParams.get('sslmode');
  const child = spawn(program, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...process.env,
      PGHOST: searchParams.get('host') ?? hostname,
      PGPORT: port || '5432',
      PGUSER: decodeURIComponent(username),
      PGPASSWORD: decodeURIComponent(password),
      PGDATABASE: decodeURIComponent(pathname.slice(1)),
      ...(ssl ? { PGSSLMODE: ssl } : {}),
    },
  });
  const complaints: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk));
  const code = await new Promise<number | null>((done, fail) => {
    child.once('error', fail);
    child.once('close', done);
  });
  if (code !== 0) throw new CommandError(`${program}: ${Buffer.concat(complaints).toString().trim()}`);
}
