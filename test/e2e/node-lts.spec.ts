import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '#lib/database/embedded';
import { statusOf, TestProcess } from '../support/processes.js';

jest.setTimeout(180_000);
const CLI = 'dist/apps/cli/src/main.js';

/** Everything else runs on the oldest Node.js that will do; the Docker image is of this one. */
describe('on the Node.js of long-term support', () => {
  let home: string;
  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'lineup-lts-'));
    chmodSync(home, 0o755);
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it('Lineup starts, is well, lets its first person in, keeps a post, and stops in order', async () => {
    const node = process.env.NODE_LTS_PATH ?? '';
    if (!node) throw new Error('It is missing. Run: npm ci --prefix test/node-lts, or set NODE_LTS_PATH');
    expect(execFileSync(node, ['-p', 'typeof process.release.lts'], { env: {} }).toString()).toBe('string\n');
    // A network's origin of one's own: no demonstration, which start.spec fills in.
    const plain = {
      LINEUP_HOME: home,
      PORT: String(await freePort()),
      FACEBOOK_API_ORIGIN: 'http://127.0.0.1:1',
    };
    const lineup = new TestProcess(CLI, ['start'], plain, node);
    try {
      const line = await lineup.until(
        'the line of JSON',
        () => /^\{"url".*$/m.exec(lineup.output)?.[0] ?? null,
        120_000,
      );
      const { url } = JSON.parse(line) as { url: string };
      // The worker reports that it reached the queue a moment after it is ready.
      await lineup.until('health', async () => ((await statusOf(`${url}/api/health`)) === 200 ? true : null));
      const person = ['--email', 'nadia@up.example', '--name', 'Nadia', '--organisation', 'Up'];
      const add = new TestProcess(CLI, ['user', 'add', ...person], plain, node);
      expect(await add.exited).toBe(0);
      const password = /Password, shown only now: (\S+)/.exec(add.output)?.[1];
      const signedIn = await fetch(`${url}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email: 'nadia@up.example', password }),
      });
      const cookie = signedIn.headers
        .getSetCookie()
        .map((one) => one.split(';')[0])
        .join('; ');
      const changed = await fetch(`${url}/api/v1/me/password`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json' },
        body: JSON.stringify({ currentPassword: password, newPassword: 'quatre mots pour le café' }),
      });
      const made = await fetch(`${url}/api/v1/posts`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json' },
        body: JSON.stringify({ text: 'Un café solidaire' }),
      });
      expect([signedIn.status, changed.status, made.status]).toEqual([200, 204, 201]);
      const posts = await fetch(`${url}/api/v1/posts?limit=5`, { headers: { cookie } });
      expect(((await posts.json()) as { items: { text: string }[] }).items).toMatchObject([
        { text: 'Un café solidaire' },
      ]);
      expect(lineup.output).not.toMatch(/Deprecat|ExperimentalWarning/u);
      expect(await lineup.stop()).toBe(0);
    } finally {
      await lineup.stop('SIGKILL');
    }
  });
});
