// B6: reading one post signed in, the start of the API, and what everything weighs at rest.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../dist/libs/database/src/index.js';
import { load } from './calendar.mjs';
import { fill } from './fill.mjs';
import { median, spread, takeTurns } from './ratios.mjs';
import { startStack } from './stack.mjs';

const CONNECTIONS = 50;
const API = 'dist/apps/api/src/main.js';
const HELLO = 'test/bench/nest-hello.mjs';

export async function apiAndStart({ rounds = 5, seconds = 4, starts = 10 } = {}) {
  const stack = await startStack({ workers: 0 });
  try {
    const reading = await measureReading(stack, rounds, seconds);
    const starting = await measureStarts(stack, starts);
    return {
      bench: 'B6',
      metric: 'requests a second / bare Nest and pg',
      ...spread(reading.map((r) => r.lineup.perSecond / r.floor.perSecond)),
      target: 0.7,
      detail: {
        perSecond: {
          lineup: median(reading.map((r) => r.lineup.perSecond)),
          floor: median(reading.map((r) => r.floor.perSecond)),
        },
        start: {
          ...spread(starting.map((r) => r.lineup.ms / r.hello.ms)),
          target: 2,
          ms: {
            lineup: median(starting.map((r) => r.lineup.ms)),
            hello: median(starting.map((r) => r.hello.ms)),
          },
        },
        atRestMb: { ...(await measureRest()), target: 400 },
      },
    };
  } finally {
    await stack.stop();
  }
}

async function measureReading(stack, rounds, seconds) {
  const [{ organisation, key }] = await fill(stack, 1);
  const { rows } = await stack.database.query('SELECT id FROM post WHERE organisation_id = $1 LIMIT 1', [
    organisation,
  ]);
  const child = fork(HELLO, [stack.env.DATABASE_URL, organisation], { execArgv: [] });
  const [{ port }] = await once(child, 'message');
  const headers = { authorization: `Bearer ${key}` };
  try {
    return await takeTurns(
      {
        lineup: () =>
          load(`${stack.env.PUBLIC_URL}/api/v1/posts/${rows[0].id}`, headers, seconds, CONNECTIONS),
        floor: () => load(`http://127.0.0.1:${port}/posts/${rows[0].id}`, {}, seconds, CONNECTIONS),
      },
      rounds,
    );
  } finally {
    child.kill('SIGTERM');
  }
}

const measureStarts = (stack, starts) =>
  takeTurns(
    {
      lineup: () => untilFirst(API, '/api/openapi.json', stack.env),
      hello: () => untilFirst(HELLO, '/hello', {}),
    },
    starts,
  );

/** From the process's start until its first 200, ms. */
async function untilFirst(program, path, env) {
  const port = String(await freePort());
  const began = performance.now();
  const child = fork(program, [], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, NODE_OPTIONS: '', ...env, PORT: port },
  });
  try {
    for (;;) {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`).catch(() => null);
      if (answer?.status === 200) return { ms: Math.round(performance.now() - began) };
      if (child.exitCode !== null) throw new Error(`${program} ended with ${child.exitCode}`);
      await sleep(10);
    }
  } finally {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
  }
}

/** A whole `lineup start` with its database and demonstration, a while after it is up: memory of its own, shared pages by share. */
async function measureRest() {
  const home = mkdtempSync(join(tmpdir(), 'lineup-rest-'));
  chmodSync(home, 0o755);
  const child = fork('dist/apps/cli/src/main.js', ['start'], {
    execArgv: [],
    silent: true,
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      LINEUP_HOME: home,
      PORT: String(await freePort()),
      LOG_LEVEL: 'warn',
    },
  });
  try {
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    for (let waited = 0; !output.includes('"url"') && waited < 120; waited++) await sleep(500);
    // The process that opens files ends a minute after its last one.
    await sleep(80_000);
    const parts = tree(child.pid).map((pid) => ({ name: nameOf(pid), mb: pss(pid) / 1024 }));
    const sums = {};
    for (const { name, mb } of parts) sums[name] = Math.round((sums[name] ?? 0) + mb);
    return { total: Math.round(parts.reduce((sum, { mb }) => sum + mb, 0)), ...sums };
  } finally {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
    rmSync(home, { recursive: true, force: true });
  }
}

function tree(root) {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid) => {
        const stat = read(`/proc/${pid}/stat`);
        return stat ? [[Number(pid), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])]] : [];
      }),
  );
  const found = [root];
  for (let index = 0; index < found.length; index++) {
    for (const [pid, parent] of parents) if (parent === found[index]) found.push(pid);
  }
  return found;
}

/** Proportional set size, kB. */
const pss = (pid) => Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`) ?? '')?.[1] ?? 0);

const nameOf = (pid) => {
  const command = read(`/proc/${pid}/cmdline`) ?? '';
  if (command.includes('postgres')) return 'postgres';
  return /apps\/(\w+)\/src/.exec(command)?.[1] ?? 'other';
};

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    // A process may end while it is looked at.
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return null;
    throw error;
  }
}
