// A whole Lineup as processes, for measuring: database, sandbox, API and workers, each where it would be.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { ensureSignIns, EmbeddedPostgres, freePort, migrate } from '../../dist/libs/database/src/index.js';
import { entryOf, flagsOf } from '../../dist/apps/cli/src/checkout.js';
import { settingOf } from '../../dist/libs/kernel/src/index.js';
import { PLATFORMS } from '../../dist/libs/platforms/src/index.js';
import { migrateQueue } from '../../dist/libs/queue/src/index.js';

const SECRET = 'a-secret-for-measuring-and-nothing-else';

export async function startStack({
  apis = 1,
  workers = 1,
  latencyMs = 200,
  redisUrl = '',
  env: extra = {},
} = {}) {
  const home = mkdtempSync(join(tmpdir(), 'lineup-bench-'));
  chmodSync(home, 0o755);
  // Durable, as in production: fsync is part of what is measured.
  const postgres = await EmbeddedPostgres.start({ home, password: 'bench' });
  await migrate(postgres.url);
  await migrateQueue(postgres.url);
  await ensureSignIns(postgres.url, SECRET);
  const children = [];
  const start = async (name, env) => {
    const child = fork(entryOf(name), {
      env: { ...process.env, NODE_OPTIONS: '', ...env },
      execArgv: flagsOf(name),
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    children.push(child);
    const [message] = await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => {
        throw new Error(`${name} ended before it was ready`);
      }),
    ]);
    return message;
  };
  const { port } = await start('sandbox', { SANDBOX_PORT: '0' });
  const sandbox = `http://127.0.0.1:${port}`;
  const apiPort = String(await freePort());
  const env = {
    NODE_ENV: 'production',
    LOG_LEVEL: 'warn',
    DATABASE_URL: postgres.url,
    REDIS_URL: redisUrl,
    LINEUP_HOME: home,
    LINEUP_SECRET: SECRET,
    API_REQUESTS_PER_MINUTE: '0',
    PORT: apiPort,
    PUBLIC_URL: `http://127.0.0.1:${apiPort}`,
    ...Object.fromEntries(
      PLATFORMS.map((platform) => [settingOf(platform, 'API_ORIGIN'), `${sandbox}/${platform}`]),
    ),
    ...extra,
  };
  const apiUrls = [env.PUBLIC_URL];
  await start('api', env);
  for (let n = 1; n < apis; n++) {
    const further = String(await freePort());
    await start('api', { ...env, PORT: further });
    apiUrls.push(`http://127.0.0.1:${further}`);
  }
  await Promise.all(Array.from({ length: workers }, () => start('worker', env)));
  await control(sandbox, 'POST', '/settings', { latencyMs });
  const database = new pg.Pool({ connectionString: postgres.url, max: 4 });
  database.on('error', () => undefined);
  return {
    home,
    env,
    apiUrls,
    sandbox,
    database,
    workerPids: children.slice(-workers).map(({ pid }) => pid),
    control: (method, path, body) => control(sandbox, method, path, body),
    async stop() {
      await database.end();
      for (const child of children.reverse()) {
        child.kill('SIGTERM');
        if (child.exitCode === null) await once(child, 'exit');
      }
      await postgres.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function control(sandbox, method, path, body) {
  const response = await fetch(`${sandbox}/sandbox/api${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  const text = await response.text();
  return text === '' ? null : JSON.parse(text);
}
