import { fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ApprovedPost, type Stage, startStage } from '../support/stage.js';
import { once } from 'node:events';

/** Everything a worker prints at its most talkative, while posts go out, fail and lose their access. */
async function logsOfAWorker(stage: Stage, work: () => Promise<void>): Promise<string> {
  const child = fork('dist/apps/worker/src/main.js', {
    env: { ...process.env, NODE_OPTIONS: '', ...stage.env, LOG_LEVEL: 'trace' },
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

describe('secrets', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage('postgres');
  }, 60_000);
  afterAll(() => stage?.close());

  it('stand in no row of the database and in no line of a log', async () => {
    const { control } = stage.sandbox;
    const posts: ApprovedPost[] = [];
    for (const platform of ['facebook', 'linkedin', 'tiktok'] as const) {
      posts.push(await stage.approved(platform));
    }
    const [lost, failing] = posts;
    if (!lost || !failing) throw new Error('nothing was approved');
    const planted = control.accounts().flatMap(({ token, refreshToken }) => [token, refreshToken]);
    planted.push(stage.manager.password, stage.env.LINEUP_SECRET ?? '', 'only-for-these-tests');
    control.armFault({
      platform: failing.platform,
      account: failing.account,
      fault: 'error_500_before',
      times: 3,
    });
    control.patchAccount(lost.platform, lost.account, { tokenState: 'revoked' });
    const logs = await logsOfAWorker(stage, async () => {
      for (const { postId } of posts) await stage.schedule(postId, 2);
      const deadline = performance.now() + 25_000;
      for (let open = 1; open > 0 && performance.now() < deadline;) {
        const { rows } = await stage.database.query<{ open: number }>(
          `SELECT count(*)::int AS open FROM publication WHERE attempts = 0 AND stage <> 'held'`,
        );
        open = rows[0]?.open ?? 0;
        await sleep(200);
      }
    });
    expect(logs.length).toBeGreaterThan(0);
    const everything = await dump(stage);
    // The dump is whole: what is no secret is found in it.
    expect(everything).toContain(lost.account);
    for (const secret of planted.filter((text) => text !== '')) {
      expect(secret.length).toBeGreaterThan(8);
      expect(everything.includes(secret)).toBe(false);
      expect(logs.includes(secret)).toBe(false);
    }
  }, 60_000);
});

/** Every row of every table of every schema of ours, as text. */
async function dump({ database }: Stage): Promise<string> {
  const { rows: tables } = await database.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  const parts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await database.query<{ line: string }>(`SELECT t::text AS line FROM ${name} t`);
    parts.push(...rows.map(({ line }) => line));
  }
  return parts.join('\n');
}
