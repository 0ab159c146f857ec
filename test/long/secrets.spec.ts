import { fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ApprovedPost, type TestInstallation, startInstallation } from '../support/installation.js';
import { once } from 'node:events';
import { freePort } from '#lib/database';
import { cookieOf, httpClient } from '../support/http.js';
import { statusOf, TestProcess } from '../support/processes.js';
import { startS3, type TestS3 } from '../support/s3.js';
import { type ServerWithTools, startServerWithTools } from '../support/server-with-tools.js';

/** Everything a worker prints at its most talkative, while posts go out, fail and lose their access. */
async function logsOfAWorker(installation: TestInstallation, work: () => Promise<void>): Promise<string> {
  const child = fork('dist/apps/worker/src/main.js', {
    env: { ...process.env, NODE_OPTIONS: '', ...installation.env, LOG_LEVEL: 'trace' },
    silent: true,
    execArgv: [],
  });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await once(child, 'message');
  await work();
  child.kill('SIGTERM');
  await once(child, 'close');
  return output;
}

/** What people and networks trust the installation with, beside their tokens. */
const APP_SECRETS = {
  FACEBOOK_CLIENT_ID: '1000',
  FACEBOOK_CLIENT_SECRET: 'planted-secret-of-the-facebook-app',
  LINKEDIN_CLIENT_ID: 'linkedin-app',
  LINKEDIN_CLIENT_SECRET: 'planted-secret-of-the-linkedin-app',
  TIKTOK_CLIENT_ID: 'tiktok-app',
  TIKTOK_CLIENT_SECRET: 'planted-secret-of-the-tiktok-app',
};

/**
 * Everything an API prints at its most talkative while somebody signs in, makes a key, uses it, and connects a channel
 * with a token that is taken and one that is not. @returns what it printed, and the secrets that it was given or gave
 */
async function logsOfAnApi(installation: TestInstallation): Promise<{ logs: string; secrets: string[] }> {
  const port = await freePort();
  const api = new TestProcess('dist/apps/api/src/main.js', [], {
    ...installation.env,
    PORT: String(port),
    HOST: '127.0.0.1',
    LOG_LEVEL: 'trace',
  });
  const origin = `http://127.0.0.1:${port}`;
  await api.until('the API', async () => ((await statusOf(`${origin}/api/health`)) === null ? null : true));
  const { email, password, organisation } = installation.admin;
  const anyone = httpClient(origin);
  const signedIn = await anyone.post('/api/auth/sign-in/email', { email, password });
  const cookie = cookieOf(signedIn.headers);
  const made = await httpClient(origin, { cookie, origin }).post<{ secret: string }>('/api/v1/api-keys', {
    name: 'planted',
    scopes: ['read', 'write', 'channels'],
  });
  expect(made.status).toBe(201);
  const { secret: key } = made.body;
  const byKey = httpClient(origin, { authorization: `Bearer ${key}` });
  const account = installation.sandbox.control.createAccount({
    platform: 'linkedin',
    name: 'Pasted',
    handle: 'pasted',
  });
  const wrong = 'planted-token-that-no-network-knows';
  for (const accessToken of [wrong, account.token]) {
    await byKey.post('/api/v1/channels', {
      platform: 'linkedin',
      establishmentId: organisation.rootId,
      remoteId: account.id,
      accessToken,
      refreshToken: account.refreshToken,
    });
  }
  // Nothing is to be seen of a key that is refused either.
  await httpClient(origin, { authorization: `Bearer ${key}x` }).get('/api/v1/channels');
  await api.stop();
  const session = cookie.split('=')[1] ?? '';
  return { logs: api.output, secrets: [key, wrong, account.token, account.refreshToken, password, session] };
}

describe('secrets', () => {
  let server: ServerWithTools;
  let s3: TestS3;
  let installation: TestInstallation;
  beforeAll(async () => {
    server = await startServerWithTools();
    s3 = await startS3();
    installation = await startInstallation(
      'postgres',
      { ...APP_SECRETS, ...s3.env },
      { postgres: server.url },
    );
  }, 60_000);
  afterAll(async () => {
    await installation?.close();
    await s3?.stop();
    await server?.stop();
  });

  it('stand in no line of a pg_dump and in no line of a log', async () => {
    const { control } = installation.sandbox;
    const posts: ApprovedPost[] = [];
    for (const platform of ['facebook', 'linkedin', 'tiktok'] as const) {
      posts.push(await installation.approved(platform));
    }
    const [lost, failing] = posts;
    if (!lost || !failing) throw new Error('nothing was approved');
    const planted = control.accounts().flatMap(({ token, refreshToken }) => [token, refreshToken]);
    const { env } = installation;
    planted.push(installation.manager.password, env.LINEUP_SECRET ?? '', env.S3_SECRET_ACCESS_KEY ?? '');
    planted.push(server.password);
    control.armFault({
      platform: failing.platform,
      account: failing.account,
      fault: 'error_500_before',
      times: 3,
    });
    control.patchAccount(lost.platform, lost.account, { tokenState: 'revoked' });
    const api = await logsOfAnApi(installation);
    planted.push(
      ...api.secrets,
      ...Object.entries(APP_SECRETS).flatMap(([name, value]) => (name.endsWith('_SECRET') ? [value] : [])),
    );
    const logs = await logsOfAWorker(installation, async () => {
      for (const { postId } of posts) await installation.schedule(postId, 2);
      const deadline = performance.now() + 25_000;
      for (let open = 1; open > 0 && performance.now() < deadline;) {
        const { rows } = await installation.database.query<{ open: number }>(
          `SELECT count(*)::int AS open FROM publication WHERE attempts = 0 AND stage <> 'held'`,
        );
        open = rows[0]?.open ?? 0;
        await sleep(200);
      }
    });
    expect(logs.length).toBeGreaterThan(0);
    // The log is whole: what is no secret is found in it.
    expect(api.logs).toContain('/api/v1/channels');
    const everything = await server.plainDump(installation.env.DATABASE_URL ?? '');
    // The dump is whole: what is no secret is found in it.
    expect(everything).toContain(lost.account);
    for (const secret of planted.filter((text) => text !== '')) {
      expect(secret.length).toBeGreaterThan(8);
      expect(everything.includes(secret)).toBe(false);
      expect(logs.includes(secret)).toBe(false);
      expect(api.logs.includes(secret)).toBe(false);
    }
  }, 90_000);

  it('are sealed anew by the command, and open with the new key alone', async () => {
    const { database, env } = installation;
    const count = async (): Promise<number> => {
      const { rows } = await database.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM channel WHERE credential <> ''`,
      );
      return rows[0]?.n ?? 0;
    };
    const channels = await count();
    expect(channels).toBeGreaterThan(2);
    const present = { ...env, LINEUP_SECRET: 'another-secret-that-only-this-test-knows' };
    const rotate = async (settings: Record<string, string>) => {
      const run = new TestProcess('dist/apps/cli/src/main.js', ['keys', 'rotate'], settings);
      return { code: await run.exited, said: run.output };
    };
    const both = { ...present, LINEUP_SECRET_PREVIOUS: env.LINEUP_SECRET ?? '' };
    expect(await rotate(both)).toMatchObject({
      code: 0,
      said: expect.stringContaining(`${channels} credentials sealed with the present key; 0 were already`),
    });
    expect(await rotate(present)).toMatchObject({
      code: 0,
      said: expect.stringContaining(`0 credentials sealed with the present key; ${channels} were already`),
    });
    const lost = await rotate(env);
    expect(lost.code).toBe(1);
    expect(lost.said).toContain(`${channels} are sealed with a key that is not known any more`);
    for (const secret of [present.LINEUP_SECRET, env.LINEUP_SECRET ?? '']) {
      expect(lost.said.includes(secret)).toBe(false);
    }
  }, 60_000);
});
