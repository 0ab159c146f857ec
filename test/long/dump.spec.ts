import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { PLATFORMS } from '#rules/platforms';
import { TestProcess } from '../support/processes.js';
import { type ServerWithTools, startServerWithTools } from '../support/server-with-tools.js';
import {
  type ApprovedPost,
  countEffects,
  type TestInstallation,
  startInstallation,
} from '../support/installation.js';
import { until } from '../support/until.js';
import { startWorker } from '../support/worker.js';

/** On the PostgreSQL of the distribution, which may be the oldest that Lineup runs on. */
describe('a backup of a server that is not ours, taken mid-burst', () => {
  let home: string;
  let server: ServerWithTools;
  let installation: TestInstallation;
  let restored: Pool | null = null;
  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'lineup-dump-'));
    server = await startServerWithTools();
    installation = await startInstallation('postgres', {}, { postgres: server.url });
  }, 60_000);
  afterAll(async () => {
    await restored?.end();
    await installation?.close();
    await server?.stop();
    rmSync(home, { recursive: true, force: true });
  });

  /** Runs one command of `lineup` on a database, with a home of its own for keys and media. */
  const lineup = async (args: string[], databaseUrl: string, name: string): Promise<void> => {
    const command = new TestProcess('dist/apps/cli/src/main.js', args, {
      ...installation.env,
      DATABASE_URL: databaseUrl,
      LINEUP_HOME: join(home, name),
      POSTGRES_BIN: process.env.POSTGRES_BIN ?? '',
    });
    expect([await command.exited, command.output]).toEqual([0, expect.anything()]);
  };

  const countOf = (posts: readonly ApprovedPost[], effects: string[]): number[] => {
    const shown = countEffects(installation.sandbox, effects);
    return posts.map(({ account }) => shown[account] ?? 0);
  };
  const shown = (posts: readonly ApprovedPost[]) => countOf(posts, ['published', 'revealed']);
  const open = async (database: Pool): Promise<number> =>
    (await database.query(`SELECT 1 FROM publication WHERE wake_at IS NOT NULL`)).rowCount ?? 0;

  it('publishes nothing twice when it has been put back', async () => {
    const posts: ApprovedPost[] = [];
    for (let n = 0; n < 4; n++) {
      for (const platform of PLATFORMS) posts.push(await installation.approved(platform));
    }
    const waves = posts.map(({ postId }, n) => installation.schedule(postId, 5 + 8 * Math.floor(n / 4)));
    await Promise.all(waves);
    const worker = await startWorker(installation.env);
    await until('a quarter of the burst', () => shown(posts).filter((n) => n > 0).length >= 4, 30_000);
    const folder = join(home, 'backup');
    await lineup(['backup', '--to', folder], installation.env.DATABASE_URL ?? '', 'first');
    await until('all to be out', async () => (await open(installation.database)) === 0, 60_000);
    worker.process.kill('SIGKILL');
    await worker.ended;
    expect(shown(posts)).toEqual(posts.map(() => 1));

    const url = await server.empty();
    await lineup(['restore', '--from', folder], url, 'second');
    restored = new Pool({ connectionString: url });
    const { rows } = await restored.query<{ state: string }>('SELECT DISTINCT state FROM publication');
    // The hard case: out, and not even promised, as far as this database knows.
    expect(rows.map(({ state }) => state)).toEqual(expect.arrayContaining(['pending', 'published']));
    const heir = await startWorker({ ...installation.env, DATABASE_URL: url });
    await until('nothing to be left', async () => (await open(restored as Pool)) === 0, 90_000);
    await heir.stop();

    expect(shown(posts)).toEqual(posts.map(() => 1));
    expect(Math.max(...countOf(posts, ['comment']))).toBe(1);
    const ends = await restored.query<{ state: string }>('SELECT DISTINCT state FROM publication');
    expect(ends.rows).toEqual([{ state: 'published' }]);
  }, 240_000);
});
