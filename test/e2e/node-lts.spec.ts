import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '#lib/database/embedded';
import { statusOf, TestProcess } from '../support/processes.js';

jest.setTimeout(180_000);

/** Everything else runs on the oldest Node.js that will do; the Docker image is of this one. */
describe('on the Node.js of long-term support', () => {
  let home: string;
  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'lineup-lts-'));
    chmodSync(home, 0o755);
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it('Lineup starts with its demonstration, is well, lets its people in, and stops in order', async () => {
    const node = process.env.NODE_LTS_PATH ?? '';
    if (!node) throw new Error('It is missing. Run: npm ci --prefix test/node-lts, or set NODE_LTS_PATH');
    expect(execFileSync(node, ['-p', 'typeof process.release.lts'], { env: {} }).toString()).toBe('string\n');
    const lineup = new TestProcess(
      'dist/apps/cli/src/main.js',
      ['start'],
      { LINEUP_HOME: home, PORT: String(await freePort()) },
      node,
    );
    try {
      const line = await lineup.until(
        'the line of JSON',
        () => /^\{"url".*$/m.exec(lineup.output)?.[0] ?? null,
        120_000,
      );
      const { url, password } = JSON.parse(line) as { url: string; password: string };
      // The worker reports that it reached the queue a moment after it is ready.
      await lineup.until('health', async () => ((await statusOf(`${url}/api/health`)) === 200 ? true : null));
      const signedIn = await fetch(`${url}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email: 'manager@up.example', password }),
      });
      const cookie = signedIn.headers
        .getSetCookie()
        .map((one) => one.split(';')[0])
        .join('; ');
      const calendar = await fetch(`${url}/api/v1/posts?limit=5`, { headers: { cookie } });
      expect([signedIn.status, calendar.status]).toEqual([200, 200]);
      expect(((await calendar.json()) as { items: unknown[] }).items).toHaveLength(5);
      expect(lineup.output).not.toMatch(/Deprecat|ExperimentalWarning/u);
      expect(await lineup.stop()).toBe(0);
    } finally {
      await lineup.stop('SIGKILL');
    }
  });
});
