import type { Schemas } from '../support/http.js';
import { type ApprovedPost, type TestInstallation, startInstallation } from '../support/installation.js';
import { until } from '../support/until.js';
import { startWorker, type TestWorker } from '../support/worker.js';

describe('a channel that loses its credential under three publications', () => {
  let installation: TestInstallation;
  let worker: TestWorker;
  beforeAll(async () => {
    installation = await startInstallation('postgres');
    worker = await startWorker(installation.env);
  }, 60_000);
  afterAll(async () => {
    await worker?.stop();
    await installation?.close();
  });

  const rows = async (posts: readonly ApprovedPost[]) => {
    const found = await installation.database.query<{ state: string; stage: string; code: string | null }>(
      `SELECT u.state, u.stage, u.last_error->>'code' AS code FROM publication u WHERE u.post_id = ANY($1::uuid[])
       ORDER BY array_position($1::uuid[], u.post_id)`,
      [posts.map(({ postId }) => postId)],
    );
    return found.rows;
  };
  const shown = ({ account, platform }: ApprovedPost): number =>
    installation.sandbox.control
      .ledger({ platform, account })
      .entries.filter((e) => e.kind === 'effect' && ['published', 'revealed'].includes(e.effect)).length;
  /** Messages about the channel that each person has been sent, an incident counting once; null while one is under way. */
  const told = async (channelId: string): Promise<number[] | null> => {
    // First what waits: what is gone by then is told.
    const { rowCount } = await installation.database.query(
      `SELECT 1 FROM outbox_message WHERE kind LIKE 'channel.%' AND body->>'channelId' = $1`,
      [channelId],
    );
    if (rowCount !== 0) return null;
    const counts = [];
    for (const person of [installation.admin, installation.manager]) {
      const { body } = await person.http.get<Schemas['NotificationPage']>('/api/v1/notifications');
      const about = body.items.filter(
        ({ kind, path }) => kind === 'channel.reconnect_needed' && path === '/channels',
      );
      counts.push(about.reduce((sum, { count }) => sum + count, 0));
    }
    return counts;
  };
  const lose = (post: ApprovedPost): void => {
    installation.sandbox.control.patchAccount(post.platform, post.account, { tokenState: 'revoked' });
  };
  const reconnect = async ({ platform, account, channelId }: ApprovedPost, token: string): Promise<void> => {
    installation.sandbox.control.patchAccount(platform, account, { token, tokenState: 'ok' });
    const { status } = await installation.admin.http.post(`/api/v1/channels/${channelId}/reconnect`, {
      accessToken: token,
    });
    expect(status).toBe(200);
  };

  it('is one incident, told once; reconnected, each resumes or is shown as too late; a second loss is told again', async () => {
    const first = await installation.approved('linkedin');
    const on = { id: first.channelId, remoteId: first.account };
    const posts = [
      first,
      await installation.approved('linkedin', on),
      await installation.approved('linkedin', on),
    ];
    lose(first);
    for (const { postId } of posts) await installation.schedule(postId, 2);
    await until(
      'all three to be held',
      async () => (await rows(posts)).every(({ stage: at }) => at === 'held'),
      30_000,
    );
    const once = await until('somebody to be told', () => told(first.channelId));
    // The administrator connects channels; an approver is none of their business.
    expect(once).toEqual([1, 0]);
    // The last of them is beyond the organisation's limit by the time the channel works again.
    await installation.database.query(
      `UPDATE publication SET due_at = now() - interval '7 hours' WHERE post_id = $1`,
      [posts[2]?.postId],
    );
    await reconnect(first, 'AQ-a-second-token-for-this-channel');
    await until(
      'each to come to its end',
      async () => (await rows(posts)).every(({ stage: at }) => at === 'done'),
      30_000,
    );
    expect((await rows(posts)).map(({ state, code }) => [state, code])).toEqual([
      ['published', null],
      ['published', null],
      ['failed', 'too_late'],
    ]);
    expect(shown(first)).toBe(2);
    expect(await told(first.channelId)).toEqual([1, 0]);

    lose(first);
    const again = await installation.approved('linkedin', on);
    await installation.schedule(again.postId, 1);
    await until('a second message', async () => (await told(first.channelId))?.[0] === 2, 30_000);
    expect((await rows([again]))[0]).toMatchObject({ state: 'pending', stage: 'held' });
  }, 150_000);

  it('writes the first comment that it refused once the channel is reconnected, and not a second one', async () => {
    const post = await installation.approved('linkedin');
    const comments = (): number =>
      installation.sandbox.control
        .ledger({ platform: post.platform, account: post.account })
        .entries.filter((e) => e.kind === 'effect' && e.effect === 'comment').length;
    const { platform, account } = post;
    installation.sandbox.control.armFault({
      platform,
      account,
      operation: 'comments',
      fault: 'token_revoked',
    });
    await installation.schedule(post.postId, 2);
    await until(
      'somebody to be told',
      async () => (await rows([post]))[0]?.stage === 'commenting' && (await told(post.channelId))?.[0] === 3,
      30_000,
    );
    expect([shown(post), comments()]).toEqual([1, 0]);
    await reconnect(post, 'AQ-a-token-that-may-comment');
    await until('its end', async () => (await rows([post]))[0]?.stage === 'done', 30_000);
    expect((await rows([post]))[0]).toMatchObject({ state: 'published', code: null });
    expect([shown(post), comments()]).toEqual([1, 1]);
  }, 90_000);
});
