import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '#lib/database/embedded';
import { statusOf, TestProcess } from '../support/processes.js';

jest.setTimeout(240_000);
const CLI = 'dist/apps/cli/src/main.js';

let home: string;
let port: number;
/** A network's origin of one's own: no sandbox, no demonstration, so that starts are quick. */
let plain: Record<string, string>;
const running: TestProcess[] = [];

const lineup = (args: string[], env: Record<string, string> = {}): TestProcess => {
  const started = new TestProcess(CLI, args, { ...plain, ...env });
  running.push(started);
  return started;
};
/** What it says about itself once it is ready; filling in the demonstration takes a busy machine a minute. */
const announced = (lineupProcess: TestProcess) =>
  lineupProcess.until(
    'the line of JSON',
    () => {
      const line = /^\{"url".*$/m.exec(lineupProcess.output)?.[0];
      return line
        ? (JSON.parse(line) as { url: string; users: { email: string }[]; password: string | null })
        : null;
    },
    120_000,
  );
const lock = () =>
  JSON.parse(readFileSync(join(home, 'lineup.pid'), 'utf8')) as { pid: number; databasePort: number };

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'lineup-start-'));
  chmodSync(home, 0o755);
  port = await freePort();
  plain = { LINEUP_HOME: home, PORT: String(port), FACEBOOK_API_ORIGIN: 'http://127.0.0.1:1' };
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((started) => started.stop()));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('lineup start', () => {
  it('brings everything up, answers, refuses a second one, stops in order with exit 0', async () => {
    const first = lineup(['start']);
    const { url } = await announced(first);
    expect(url).toBe(`http://localhost:${port}`);
    await first.until('health', async () => ((await statusOf(`${url}/api/health`)) === 200 ? true : null));
    expect(statSync(join(home, 'secrets.json')).mode & 0o777).toBe(0o600);

    const second = lineup(['start']);
    expect(await second.exited).toBe(1);
    expect(second.output).toContain(`Lineup already runs on ${url}`);

    const { databasePort } = lock();
    expect(await first.stop()).toBe(0);
    expect(await statusOf(`${url}/api/health`)).toBeNull();
    expect(await statusOf(`http://127.0.0.1:${databasePort}`)).toBeNull();
  });

  it('takes the next port when its own is taken, and says so', async () => {
    const blocker = await listen(port);
    try {
      const started = lineup(['start']);
      const { url } = await announced(started);
      expect(new URL(url).port).not.toBe(String(port));
      expect(started.output).toContain(`Port ${port} is taken`);
      expect(await started.stop()).toBe(0);
    } finally {
      await new Promise((done) => blocker.close(done));
    }
  });

  it('starts a process again that was killed', async () => {
    const started = lineup(['start']);
    const { url } = await announced(started);
    const [victim] = childrenOf(lock().pid, 'apps/api');
    process.kill(victim ?? 0, 'SIGKILL');
    await started.until('the message', () => (started.output.includes('The api is back') ? true : null));
    expect(await statusOf(`${url}/api/v1/me`)).toBe(401);
    // Of the program as it is built: what looked without effect was dropped from it.
    expect(await statusOf(`${url}/api/v1/posts/%ff`)).toBe(422);
    expect(await started.stop()).toBe(0);
  });

  it('killed outright, takes its processes along, and starts again on the same data', async () => {
    const first = lineup(['start']);
    const { url } = await announced(first);
    const children = [...childrenOf(lock().pid, 'apps/api'), ...childrenOf(lock().pid, 'apps/worker')];
    expect(children).toHaveLength(2);
    await first.stop('SIGKILL');
    for (const pid of children) await untilGone(pid);
    const again = lineup(['start']);
    expect((await announced(again)).url).toBe(url);
    expect(again.output).toContain('Clearing what an earlier Lineup left behind');
    expect(await again.stop()).toBe(0);
  });
});

describe('the demonstration', () => {
  it('fills an empty database once, and its people can sign in with what is printed', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'lineup-demo-'));
    chmodSync(empty, 0o755);
    const demo = { LINEUP_HOME: empty, FACEBOOK_API_ORIGIN: '' };
    try {
      const first = lineup(['start'], demo);
      const { url, users, password } = await announced(first);
      expect(users.map(({ email }) => email)).toEqual([
        'editor@up.example',
        'manager@up.example',
        'admin@up.example',
      ]);
      for (const { email } of users) {
        const answer = await fetch(`${url}/api/auth/sign-in/email`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ email, password }),
        });
        expect([email, answer.status]).toEqual([email, 200]);
      }
      expect(await statusOf(`${url}/sandbox/`)).toBe(200);
      expect(await first.stop()).toBe(0);

      const second = lineup(['start'], demo);
      expect((await announced(second)).password).toBe(password);
      expect(second.output).not.toContain('Filling in the demonstration');
      expect(await second.stop()).toBe(0);
    } finally {
      rmSync(empty, { recursive: true, force: true });
    }
  });
});

describe('npm start', () => {
  it.each(['SIGTERM', 'SIGKILL'] as const)('ended by %s leaves nothing running', async (signal) => {
    const npm = new TestProcess('npm', ['start'], plain);
    running.push(npm);
    const { url } = await announced(npm);
    const { pid } = lock();
    expect(await npm.stop(signal)).toBe(signal === 'SIGTERM' ? 0 : null);
    await untilGone(pid);
    expect(await statusOf(`${url}/api/health`)).toBeNull();
    expect(existsSync(join(home, 'lineup.pid'))).toBe(false);
  });
});

describe('the other commands', () => {
  it('add the first person, who can sign in; and find nothing wrong', async () => {
    const add = lineup([
      'user',
      'add',
      '--email',
      'nadia@up.example',
      '--name',
      'Nadia',
      '--organisation',
      'Up',
    ]);
    expect(await add.exited).toBe(0);
    const password = /Password, shown only now: (\S+)/.exec(add.output)?.[1];
    const doctor = lineup(['doctor'], { FACEBOOK_API_ORIGIN: '' });
    expect([await doctor.exited, doctor.output]).toEqual([0, expect.stringContaining('0 errors')]);

    const started = lineup(['start']);
    const { url, users } = await announced(started);
    expect(users).toEqual([]);
    const answer = await fetch(`${url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'nadia@up.example', password }),
    });
    expect(answer.status).toBe(200);
    // A script keeps its cookie and signs in again; another site's page may not.
    const again = await fetch(`${url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: answer.headers.getSetCookie().join('; ') },
      body: JSON.stringify({ email: 'nadia@up.example', password }),
    });
    expect(again.status).toBe(200);
    const foreign = await fetch(`${url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://evil.example' },
      body: JSON.stringify({ email: 'nadia@up.example', password }),
    });
    expect(foreign.status).toBe(403);
    const { databasePassword, secret } = JSON.parse(readFileSync(join(home, 'secrets.json'), 'utf8')) as {
      databasePassword: string;
      secret: string;
    };
    for (const hidden of [password ?? '?', databasePassword, secret]) {
      expect(started.output).not.toContain(hidden);
    }
    expect(await started.stop()).toBe(0);
  });

  it('say that a database is empty: an error of PostgreSQL stood there, with its stack', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'lineup-empty-'));
    chmodSync(empty, 0o755);
    try {
      const person = ['--email', 'nadia@up.example', '--name', 'Nadia', '--organisation', 'Up'];
      const early = lineup(['user', 'add', ...person], { LINEUP_HOME: empty });
      expect(await early.exited).toBe(1);
      expect(early.output).toContain('Start Lineup once, or run: npm run lineup -- migrate');
      expect(early.output).not.toContain('    at ');
    } finally {
      rmSync(empty, { recursive: true, force: true });
    }
  });

  it('say what is wrong with what was typed', async () => {
    const unknown = lineup(['frobnicate']);
    expect([await unknown.exited, unknown.output]).toEqual([
      1,
      expect.stringContaining('no command "frobnicate"'),
    ]);
    const incomplete = lineup(['user', 'add', '--email', 'x']);
    expect([await incomplete.exited, incomplete.output]).toEqual([
      1,
      expect.stringContaining('--name is missing'),
    ]);
    const wrong = lineup(['start'], { PORT: 'abc' });
    expect([await wrong.exited, wrong.output]).toEqual([1, expect.stringContaining('PORT')]);
  });
});

const listen = (onPort: number): Promise<Server> =>
  new Promise((done) => {
    const server = createServer();
    server.listen(onPort, '127.0.0.1', () => done(server));
  });

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch (error) {
    if (['ESRCH', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}

/** @throws Error when the process still lives after half a minute */
async function untilGone(pid: number): Promise<void> {
  const end = performance.now() + 30_000;
  while (isAlive(pid)) {
    if (performance.now() > end) throw new Error(`Process ${pid} does not end`);
    await new Promise((wait) => setTimeout(wait, 50));
  }
}

/** Processes that a process started and whose command line names a file. */
function childrenOf(parent: number, file: string): number[] {
  const children = readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8').trim().split(' ');
  return children
    .map(Number)
    .filter((pid) => pid && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(file));
}
