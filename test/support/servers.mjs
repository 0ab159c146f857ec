import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedPostgres, freePort, migrate } from '../../dist/libs/database/src/index.js';
import { migrateQueue } from '../../dist/libs/queue/src/index.js';

/** A PostgreSQL of our own whose database `lineup` is migrated and only serves as a template. */
export async function startPostgres() {
  const home = mkdtempSync(join(tmpdir(), 'lineup-test-'));
  chmodSync(home, 0o755);
  const server = await EmbeddedPostgres.start({ home, password: 'only-for-these-tests', unsafe: true });
  await migrate(server.url);
  await migrateQueue(server.url);
  return {
    url: server.url,
    pid: server.pid,
    stop: async () => {
      await server.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

const program = process.env.REDIS_SERVER_PATH ?? 'redis-server';

/** A real Redis on a free port. @throws Error with the command that installs it */
export async function startRedis() {
  if (spawnSync(program, ['--version']).status !== 0) {
    throw new Error(
      'redis-server is missing. Run: apt-get install -y redis-server, or set up Redis your way',
    );
  }
  const port = await freePort();
  const settings = ['--port', port, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const child = spawn(program, [...settings.map(String), '--maxmemory-policy', 'noeviction'], {
    stdio: 'ignore',
    cwd: tmpdir(),
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await untilListening(port, child);
  return {
    url: `redis://127.0.0.1:${port}`,
    pid: child.pid,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function untilListening(port, child) {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (child.exitCode !== null) throw new Error('redis-server ended at once');
    const open = await new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('redis-server does not listen');
}
