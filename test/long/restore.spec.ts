import { Pool } from 'pg';
import { PLATFORMS } from '#rules/platforms';
import { TestProcess } from '../support/processes.js';
import { backUp, type OwnPostgres } from '../support/servers.js';
import { until } from '../support/until.js';
import { startWorker } from '../support/worker.js';
import { openWorld, type Planned, type World } from '../chaos/world.js';

describe('a backup taken mid-burst', () => {
  let world: World;
  let restored: OwnPostgres | null = null;
  let database: Pool | null = null;
  beforeAll(async () => {
    world = await openWorld('postgres');
  }, 60_000);
  afterAll(async () => {
    await database?.end();
    await restored?.stop();
    await world?.close();
  });

  /** What followers see of them: posts and first comments. */
  const shown = (posts: readonly Planned[], effects: readonly string[]): number[] =>
    posts.map(
      ({ platform, account }) =>
        world.installation.sandbox.control
          .ledger({ platform, account })
          .entries.filter((e) => e.kind === 'effect' && effects.includes(e.effect)).length,
    );
  const posts = (planned: readonly Planned[]) => shown(planned, ['published', 'revealed']);
  const open = async (on: Pool): Promise<number> =>
    (await on.query(`SELECT 1 FROM publication WHERE wake_at IS NOT NULL`)).rowCount ?? 0;

  const expectSearchedFirst = async (planned: readonly Planned[]): Promise<void> => {
    const { rows } = await world.installation.database.query<{ kinds: string[] }>(
      `SELECT array_agg(kind ORDER BY id) AS kinds FROM publication_event WHERE publication_id = ANY($1) GROUP BY publication_id`,
      [planned.map(({ id }) => id)],
    );
    expect(rows).toHaveLength(planned.length);
    for (const { kinds } of rows) expect(kinds).toContain('absent');
    for (const { kinds } of rows) expect(kinds.indexOf('absent')).toBeLessThan(kinds.indexOf('firing'));
  };

  it('publishes nothing twice when it is restored', async () => {
    const { installation, postgres } = world;
    const burst = [];
    for (let n = 0; n < 4; n++) {
      for (const platform of PLATFORMS) {
        burst.push({ ...(await world.approve(platform, `burst ${n} ${platform}`)), inSeconds: 5 + 2 * n });
      }
    }
    const early = { ...(await world.approve('instagram', 'published before it is due')), inSeconds: 3600 };
    const planned = await world.schedule([...burst, early]);
    const worker = await world.worker();
    await until('half of the burst', () => posts(planned).filter((n) => n > 0).length >= 6, 30_000);
    const backup = await backUp(postgres);
    await installation.manager.http.post(`/api/v1/posts/${early.postId}/publish-now`);
    await until('all to be out', async () => (await open(installation.database)) === 0, 60_000);
    worker.process.kill('SIGKILL');
    await worker.ended;
    expect(posts(planned)).toEqual(planned.map(() => 1));

    restored = await backup.restore();
    const url = new URL(installation.env.DATABASE_URL ?? '');
    url.port = new URL(restored.url).port;
    database = new Pool({ connectionString: url.href });
    // Its server is stopped before the last of its connections is closed.
    database.on('error', () => undefined);
    const { rows } = await database.query<{ state: string; intents: number }>(
      `SELECT state, count(intent)::int AS intents FROM publication GROUP BY state`,
    );
    // The hard case: out, and not even promised, as far as this database knows.
    expect(rows.map(({ state }) => state)).toEqual(expect.arrayContaining(['pending', 'published']));
    await database.query(
      `UPDATE publication SET due_at = now() + interval '3 s', wake_at = now() WHERE post_id = $1`,
      [early.postId],
    );
    const heir = await startWorker({ ...installation.env, DATABASE_URL: url.href });
    await until('nothing to be left', async () => (await open(database as Pool)) === 0, 90_000);
    await heir.stop();

    expect(posts(planned)).toEqual(planned.map(() => 1));
    expect(Math.max(...shown(planned, ['comment']))).toBe(1);
    const ends = await database.query<{ state: string }>('SELECT DISTINCT state FROM publication');
    expect(ends.rows).toEqual([{ state: 'published' }]);
  }, 240_000);

  it('sends nothing from a database that was exchanged under a running worker before it is searched for', async () => {
    const { installation } = world;
    // So that no heartbeat comes between: the last look itself must notice.
    const worker = await startWorker({ ...installation.env, LEASE_SECONDS: '60' });
    const planned = await world.schedule([
      { ...(await world.approve('linkedin', 'failed over')), inSeconds: 6 },
    ]);
    await until(
      'it to be armed',
      async () =>
        (await installation.database.query(`SELECT 1 FROM publication WHERE stage = 'armed'`)).rowCount === 1,
      10_000,
    );
    await installation.database.query(`UPDATE engine_pulse SET cluster = 'another'`);
    await until('it to be out', async () => (await open(installation.database)) === 0, 60_000);
    await worker.stop();
    expect(posts(planned)).toEqual([1]);
    await expectSearchedFirst(planned);
  }, 120_000);

  it('searches first after a standstill, and when somebody says that the database went back', async () => {
    const { installation } = world;
    const [overslept, said] = [
      await world.approve('linkedin', 'overslept'),
      await world.approve('facebook', 'said'),
    ];
    const planned = await world.schedule([
      { ...overslept, inSeconds: -60 },
      { ...said, inSeconds: 5 },
    ]);
    const recovered = new TestProcess(
      'dist/apps/cli/src/main.js',
      ['recover', '--from', new Date(Date.now() - 60_000).toISOString()],
      installation.env,
    );
    expect(await recovered.exited).toBe(0);
    expect(recovered.output).toContain('2 publications will be searched for');
    await installation.database.query(`UPDATE publication SET doubt = NULL WHERE post_id = $1`, [
      overslept.postId,
    ]);
    await installation.database.query(`UPDATE engine_pulse SET alive_at = now() - interval '10 minutes'`);
    const worker = await world.worker();
    await until('both to be out', async () => (await open(installation.database)) === 0, 60_000);
    await worker.stop();
    expect(posts(planned)).toEqual([1, 1]);
    await expectSearchedFirst(planned);
  }, 120_000);
});
