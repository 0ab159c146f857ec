import { buildChannel } from '../support/factories.js';
import {
  type ApprovedPost,
  countEffects,
  type TestInstallation,
  startInstallation,
} from '../support/installation.js';
import { until } from '../support/until.js';
import { startWorker, type TestWorker } from '../support/worker.js';

interface Row {
  state: string;
  stage: string;
  attempts: number;
  code: string | null;
  class: string | null;
  /** Until the engine looks at it again, s. */
  wakeInS: number | null;
  /** Until it is due, s. */
  dueInS: number;
}

const DAY_S = 86_400;

/** Two workers, and networks that take no more than the settings say. */
describe.each(['postgres', 'redis'] as const)('quotas, on %s', (backend) => {
  let installation: TestInstallation;
  let workers: TestWorker[];
  beforeAll(async () => {
    const QUOTAS = 'instagram.posts=2,linkedin.app-posts=3';
    installation = await startInstallation(backend, { QUOTAS });
    workers = await Promise.all([startWorker(installation.env), startWorker(installation.env)]);
  }, 60_000);
  afterAll(async () => {
    await Promise.all((workers ?? []).map((worker) => worker.stop()));
    await installation?.close();
  });
  afterEach(() => installation.database.query('DELETE FROM network_hold'));

  const rowOf = async ({ postId }: ApprovedPost): Promise<Row> => {
    const { rows } = await installation.database.query<Row>(
      `SELECT state, stage, attempts, last_error->>'code' AS code, last_error->>'class' AS class,
         extract(epoch FROM wake_at - now())::float8 AS "wakeInS", extract(epoch FROM due_at - now())::float8 AS "dueInS" FROM publication WHERE post_id = $1`,
      [postId],
    );
    return rows[0] as Row;
  };
  const several = async (count: number, platform: ApprovedPost['platform']): Promise<ApprovedPost[]> => {
    const channel = await buildChannel(installation.api, installation.manager.organisation, platform, {
      sandbox: installation.sandbox,
    });
    const posts: ApprovedPost[] = [];
    for (let n = 0; n < count; n++) posts.push(await installation.approved(platform, channel));
    return posts;
  };
  const settled = async (posts: ApprovedPost[], met: (rows: Row[]) => boolean): Promise<Row[]> => {
    let rows: Row[] = [];
    const probe = async (): Promise<Row[] | null> => {
      rows = await Promise.all(posts.map(rowOf));
      return met(rows) ? rows : null;
    };
    try {
      return await until('publications', probe, 30_000);
    } catch (error) {
      throw new Error(JSON.stringify(rows), { cause: error });
    }
  };
  const count = (rows: Row[], stageName: string): number =>
    rows.filter((row) => row.stage === stageName).length;
  const requests = (account: string, operation: string, status?: number) =>
    installation.sandbox.control
      .ledger({})
      .entries.filter(
        (entry) =>
          entry.kind === 'request' &&
          entry.account === account &&
          entry.operation === operation &&
          (status === undefined || entry.status === status),
      );

  // A day's places are rows of PostgreSQL, whatever carries the queue.
  if (backend === 'postgres') {
    it('what does not fit a day waits in the order in which they are due, and each goes when a place is free', async () => {
      const posts = await several(4, 'instagram');
      for (const [n, { postId }] of posts.entries()) await installation.schedule(postId, 4 + n / 10);
      const rows = await settled(posts, (all) => count(all, 'done') === 2 && count(all, 'delayed') === 2);
      expect(rows.map(({ stage: where }) => where)).toEqual(['done', 'done', 'delayed', 'delayed']);
      expect(rows[2]).toMatchObject({
        state: 'pending',
        attempts: 0,
        class: 'rate_limited',
        code: 'posts',
      });
      // Late by more than the limit of six hours: shown at that limit, not a day later.
      expect(rows[2]?.wakeInS).toBeLessThan(6 * 3600 + 10);

      await installation.database.query(
        `UPDATE publication SET published_at = now() - interval '1 day' + interval '7 seconds' WHERE post_id = $1`,
        [posts[0]?.postId],
      );
      await installation.database.query(`UPDATE publication SET wake_at = now() WHERE stage = 'delayed'`);
      const later = await settled(posts, (all) => count(all, 'done') === 3);
      expect(later.map(({ stage: where }) => where)).toEqual(['done', 'done', 'done', 'delayed']);
      expect(countEffects(installation.sandbox, ['published'])[posts[0]?.account ?? '']).toBe(3);
    }, 60_000);

    it('the place of a cancelled post goes to the next that waits for one', async () => {
      const posts = await several(3, 'instagram');
      await installation.schedule(posts[0]?.postId ?? '', 4);
      await installation.schedule(posts[1]?.postId ?? '', 3600);
      await settled(posts.slice(0, 1), (all) => count(all, 'done') === 1);
      await installation.schedule(posts[2]?.postId ?? '', 3601);
      // It is due in an hour; that it is looked at now shows what the network's day has left for it.
      await installation.database.query('UPDATE publication SET wake_at = now() WHERE post_id = $1', [
        posts[2]?.postId,
      ]);
      const [waiting] = await settled(posts.slice(2), (all) => count(all, 'delayed') === 1);
      expect(waiting?.code).toBe('posts');
      await installation.manager.http.post(`/api/v1/posts/${posts[1]?.postId}/cancel`, {});
      const [next] = await settled(posts.slice(2), (all) => count(all, 'delayed') === 0);
      expect(next?.state).toBe('pending');
    }, 60_000);
  }

  it('an application’s quota is shared by its channels and by all workers', async () => {
    const posts = await Promise.all(Array.from({ length: 5 }, () => installation.approved('linkedin')));
    for (const { postId } of posts) await installation.schedule(postId, 4);
    const rows = await settled(posts, (all) => count(all, 'done') === 3 && count(all, 'delayed') === 2);
    const waiting = rows.filter((row) => row.stage === 'delayed');
    expect(waiting.map(({ code }) => code)).toEqual(['app-posts', 'app-posts']);
    for (const { wakeInS } of waiting) expect(wakeInS).toBeLessThanOrEqual(DAY_S);
  }, 60_000);

  it('keeps to the calls a minute that TikTok takes of an account, so that none is refused', async () => {
    installation.sandbox.control.changeSettings({ platform: 'tiktok', quotas: { initPerMinute: 6 } });
    const posts = await several(8, 'tiktok');
    for (const [n, { postId }] of posts.entries()) await installation.schedule(postId, 4 + n / 10);
    // The two that have to wait may be anywhere among the eight: what comes before them is out, the rest waits with them.
    const firstKept = (all: Row[]): number => all.findIndex(({ stage: where }) => where === 'retrying');
    const rows = await settled(
      posts,
      (all) =>
        count(all, 'retrying') === 2 &&
        all.every(({ dueInS }) => dueInS < -1) &&
        all.slice(0, firstKept(all)).every(({ state }) => state === 'published'),
    );
    const kept = rows.slice(firstKept(rows));
    expect(kept.every(({ state, attempts }) => state === 'pending' && attempts === 0)).toBe(true);
    expect(kept.flatMap(({ code }) => code ?? [])).toEqual(['own_rate', 'own_rate']);
    const account = posts[0]?.account ?? '';
    expect([requests(account, 'init').length, requests(account, 'init', 429).length]).toEqual([6, 0]);
  }, 60_000);

  it('leaves an account alone before the network must refuse it, by the usage its answers tell', async () => {
    installation.sandbox.control.changeSettings({ platform: 'facebook', quotas: { callsPerHour: 20 } });
    const posts = await several(9, 'facebook');
    for (const [n, { postId }] of posts.entries()) await installation.schedule(postId, 4 + n);
    const rows = await settled(posts, (all) => all.some(({ code }) => code === 'held'));
    installation.sandbox.control.changeSettings({ platform: 'facebook', quotas: { callsPerHour: 20_000 } });
    const { rows: channels } = await installation.database.query<{ heldS: number }>(
      `SELECT extract(epoch FROM held_until - now())::float8 AS "heldS" FROM channel WHERE id = $1`,
      [posts[0]?.channelId],
    );
    expect(channels[0]?.heldS).toBeGreaterThan(60);
    expect(rows.filter(({ state }) => state === 'failed')).toEqual([]);
    const account = posts[0]?.account ?? '';
    const refused = installation.sandbox.control
      .ledger({})
      .entries.filter(
        (entry) => entry.kind === 'request' && entry.account === account && entry.status === 400,
      );
    expect(refused).toEqual([]);
  }, 60_000);

  it('a limit of the whole application holds every channel of the network from the same instant on', async () => {
    const [first, other] = await Promise.all([
      installation.approved('facebook'),
      installation.approved('facebook'),
    ]);
    installation.sandbox.control.armFault({
      platform: 'facebook',
      account: first.account,
      operation: 'reveal',
      fault: 'rate_limited',
      times: 1,
      params: { retryAfterS: 600, scope: 'app' },
    });
    await installation.schedule(first.postId, 4);
    await settled([first], ([row]) => row?.class === 'rate_limited');
    await installation.schedule(other.postId, 4);
    const [held] = await settled([other], ([row]) => row?.stage === 'retrying');
    expect(held).toMatchObject({ code: 'held', state: 'pending', attempts: 0 });
    expect(held?.wakeInS).toBeGreaterThan(60);
  }, 60_000);
});
