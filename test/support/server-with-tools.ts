import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { ensureSignIns, freePort, migrate, serviceUser } from '#lib/database';
import { migrateQueue } from '#lib/queue';
import { TEST_SECRET } from './servers.js';
import { until } from './until.js';

/** A PostgreSQL as distributions install it, of whatever version that is, with its `pg_dump` and `pg_restore`. */
export interface ServerWithTools {
  /** Of the migrated database `lineup`, which only serves as a template. */
  url: string;
  /** What its owner signs in with. */
  password: string;
  /** What `pg_dump` writes of a database as SQL, with every row in plain sight. @param options more of its own */
  plainDump(url: string, ...options: string[]): Promise<string>;
  /** Makes an empty database. @returns its address */
  empty(): Promise<string>;
  stop(): Promise<void>;
}

const OWNER = 'lineup_owner';
const PASSWORD = 'only-for-these-tests';

/** The folder of the programs. @throws Error with the command that installs them */
function tools(): string {
  const folder = process.env.POSTGRES_BIN;
  if (!folder) throw new Error('A PostgreSQL with pg_dump is missing. Run: apt-get install -y postgresql');
  return folder;
}

/** One of our own on a free port, which keeps what it confirms. Nobody but this machine can reach it. */
export async function startServerWithTools(): Promise<ServerWithTools> {
  const folder = tools();
  const user = serviceUser();
  const home = mkdtempSync(join(tmpdir(), 'lineup-server-'));
  chmodSync(home, 0o755);
  const data = join(home, 'data');
  mkdirSync(data, { mode: 0o700 });
  if (user.uid !== undefined && user.gid !== undefined) chownSync(data, user.uid, user.gid);
  const as = { ...user, cwd: '/', env: { ...process.env, LC_ALL: 'C' } };
  const passwordFile = join(home, 'password');
  writeFileSync(passwordFile, PASSWORD);
  const access = ['--auth=scram-sha-256', `--username=${OWNER}`, `--pwfile=${passwordFile}`];
  execFileSync(
    join(folder, 'initdb'),
    ['-D', data, ...access, '--encoding=UTF8', '--locale=C', '--no-sync'],
    { ...as, stdio: 'pipe' },
  );
  const port = await freePort();
  const url = `postgres://${OWNER}:${PASSWORD}@127.0.0.1:${port}`;
  const server = spawn(
    join(folder, 'postgres'),
    ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', '', '-c', 'max_connections=150'],
    { ...as, stdio: 'ignore' },
  );
  const stop = async (): Promise<void> => {
    const ended = once(server, 'exit');
    server.kill('SIGINT');
    if (server.exitCode === null && server.signalCode === null) await ended;
    rmSync(home, { recursive: true, force: true });
  };
  try {
    await until('PostgreSQL to answer', () => answers(`${url}/postgres`, server), 20_000);
    await outputOf(onServer(folder, 'createdb', ['--maintenance-db', `${url}/postgres`, 'lineup']));
    await migrate(`${url}/lineup`);
    await migrateQueue(`${url}/lineup`);
    await ensureSignIns(`${url}/lineup`, TEST_SECRET);
  } catch (error) {
    await stop();
    throw error;
  }
  let made = 0;
  return {
    url: `${url}/lineup`,
    password: PASSWORD,
    plainDump: async (of, ...options) =>
      (await outputOf(onServer(folder, 'pg_dump', ['--inserts', ...options, of]))).toString(),
    async empty() {
      const name = `empty_${(made += 1)}`;
      await outputOf(onServer(folder, 'createdb', ['--maintenance-db', `${url}/postgres`, name]));
      return `${url}/${name}`;
    },
    stop,
  };
}

const onServer = (folder: string, program: string, args: string[]): ChildProcess =>
  spawn(join(folder, program), args, { stdio: 'pipe' });

/** @throws Error with what the program complained of */
async function outputOf(child: ChildProcess): Promise<Buffer> {
  const [out, complaints]: [Buffer[], Buffer[]] = [[], []];
  child.stdout?.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => complaints.push(chunk));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${child.spawnfile}: ${Buffer.concat(complaints).toString()}`);
  return Buffer.concat(out);
}

async function answers(url: string, server: ChildProcess): Promise<boolean> {
  if (server.exitCode !== null) throw new Error('PostgreSQL ended at once');
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}
