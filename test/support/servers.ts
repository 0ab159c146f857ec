import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { EmbeddedPostgres, ensureSignIns, freePort, migrate } from '#lib/database';
import { migrateQueue } from '#lib/queue';

/** LINEUP_SECRET of whatever is tested; the run's servers know its sign-ins. */
export const TEST_SECRET = 'a-secret-that-only-these-tests-know';

export interface OwnServer {
  url: string;
  readonly pid: number | undefined;
  /** Ends it as a power cut would; `restart` brings it back at the same address. */
  crash(): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface OwnPostgres extends OwnServer {
  /** Its data folder is `postgres` in there. */
  home: string;
}

const makeHome = (): string => {
  const home = mkdtempSync(join(tmpdir(), 'lineup-test-'));
  chmodSync(home, 0o755);
  return home;
};

/** A PostgreSQL of our own whose database `lineup` is migrated and only serves as a template. */
export async function startPostgres(): Promise<OwnPostgres> {
  const server = await bootPostgres(makeHome());
  await migrate(server.url);
  await migrateQueue(server.url);
  await ensureSignIns(server.url, TEST_SECRET);
  return server;
}

async function bootPostgres(home: string): Promise<OwnPostgres> {
  const options = { home, password: 'only-for-these-tests', unsafe: true, port: await freePort() };
  let server = await EmbeddedPostgres.start(options);
  return {
    home,
    url: server.url,
    get pid() {
      return server.pid;
    },
    crash: () => server.stop('immediate'),
    async restart() {
      server = await EmbeddedPostgres.start(options);
    },
    async stop() {
      await server.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** A base backup: the data folder copied while the server works, as PostgreSQL's manual describes it. */
export interface Backup {
  /** Starts another server on it. @param as a replica waits to be promoted */
  restore(as?: 'primary' | 'replica'): Promise<OwnPostgres>;
}

export async function backUp({ url, home }: OwnPostgres): Promise<Backup> {
  const copy = makeHome();
  const [from, to] = [join(home, 'postgres'), join(copy, 'postgres')];
  const session = new Client({ connectionString: url });
  await session.connect();
  await session.query(`SELECT pg_backup_start('mid-burst', true)`);
  execFileSync('cp', ['-a', from, to]);
  const { rows } = await session.query<{ labelfile: string }>('SELECT * FROM pg_backup_stop(false)');
  await session.end();
  // The log up to the end of the backup; what was copied before is the beginning of it.
  execFileSync('cp', ['-a', join(from, 'pg_wal'), to]);
  rmSync(join(to, 'postmaster.pid'), { force: true });
  writeFileSync(join(to, 'backup_label'), rows[0]?.labelfile ?? '');
  const { uid, gid } = statSync(join(to, 'PG_VERSION'));
  chownSync(join(to, 'backup_label'), uid, gid);
  return {
    restore(as = 'primary') {
      if (as === 'replica') writeFileSync(join(copy, 'postgres', 'standby.signal'), '');
      return bootPostgres(copy);
    },
  };
}

const program = process.env.REDIS_SERVER_PATH ?? 'redis-server';

/** A real Redis on a free port, which forgets everything when it restarts; `more` are settings of its own. @throws Error with the command that installs it */
export async function startRedis(...more: string[]): Promise<OwnServer> {
  if (spawnSync(program, ['--version']).status !== 0) {
    throw new Error(
      'redis-server is missing. Run: apt-get install -y redis-server, or set up Redis your way',
    );
  }
  const port = await freePort();
  let child = await bootRedis(port, more);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    get pid() {
      return child.pid;
    },
    crash: () => end('SIGKILL'),
    async restart() {
      child = await bootRedis(port, more);
    },
    stop: () => end('SIGTERM'),
  };
}

async function bootRedis(port: number, more: string[]): Promise<ChildProcess> {
  const settings = ['--port', port, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const child = spawn(program, [...settings.map(String), '--maxmemory-policy', 'noeviction', ...more], {
    stdio: 'ignore',
    cwd: tmpdir(),
  });
  for (let attempt = 0; attempt < 200; attempt++) {
    if (child.exitCode !== null) throw new Error('redis-server ended at once');
    if (await listens(port)) return child;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('redis-server does not listen');
}

const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
