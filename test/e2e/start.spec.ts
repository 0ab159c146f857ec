import { describe, expect, it, jest } from '@jest/globals';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { statusOf } from '../support/processes.js';
import { announced, childrenOf, stageOfStarts } from './start-stage.js';

jest.setTimeout(240_000);
const stage = stageOfStarts();
const { lineup, lock } = stage;

describe('lineup start', () => {
  it('brings everything up, answers, refuses a second one, stops in order with exit 0', async () => {
    const first = lineup(['start']);
    const { url } = await announced(first);
    expect(url).toBe(`http://localhost:${stage.port}`);
    await first.until('health', async () => ((await statusOf(`${url}/api/health`)) === 200 ? true : null));
    expect(statSync(join(stage.home, 'secrets.json')).mode & 0o777).toBe(0o600);

    const second = lineup(['start']);
    expect(await second.exited).toBe(1);
    expect(second.output).toContain(`Lineup already runs on ${url}`);

    const { databasePort } = lock();
    expect(await first.stop()).toBe(0);
    expect(await statusOf(`${url}/api/health`)).toBeNull();
    expect(await statusOf(`http://127.0.0.1:${databasePort}`)).toBeNull();
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
    const { databasePassword, secret } = JSON.parse(
      readFileSync(join(stage.home, 'secrets.json'), 'utf8'),
    ) as {
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
