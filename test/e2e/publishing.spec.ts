import { PLATFORMS } from '#rules/platforms';
import { callsOf, takesComments } from '../support/platforms.js';
import {
  type ApprovedPost,
  countEffects,
  type TestInstallation,
  startInstallation,
} from '../support/installation.js';
import { startWorker, type TestWorker } from '../support/worker.js';

interface Publication {
  id: string;
  state: string;
  stage: string;
  dueAt: string;
  publishedAt: string | null;
  latenessMs: number | null;
  remoteId: string | null;
  firstComment: string;
  lastError: { class: string; code: string; hint: string } | null;
}

describe.each(['postgres', 'redis'] as const)('publishing, on %s', (backend) => {
  let installation: TestInstallation;
  let worker: TestWorker;
  beforeAll(async () => {
    installation = await startInstallation(backend);
    worker = await startWorker(installation.env);
  }, 60_000);
  afterAll(async () => {
    await worker?.stop();
    await installation?.close();
  });

  const publication = async (postId: string): Promise<Publication> => {
    const { body } = await installation.manager.http.get(`/api/v1/posts/${postId}/publications`);
    return (body as unknown as { items: Publication[] }).items[0] as Publication;
  };
  const until = async (
    postId: string,
    met: (p: Publication) => boolean,
    seconds = 25,
  ): Promise<Publication> => {
    const deadline = performance.now() + seconds * 1000;
    for (;;) {
      const now = await publication(postId);
      if (met(now)) return now;
      if (performance.now() > deadline) throw new Error(`still ${JSON.stringify(now)}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  const posts = (post: ApprovedPost): number =>
    countEffects(installation.sandbox, ['published', 'revealed'])[post.account] ?? 0;
  const stateOf = async (postId: string) =>
    (await installation.manager.http.get(`/api/v1/posts/${postId}`)).body.state;

  it('sends each network its post at the due instant, never before, and tells where it is', async () => {
    const planned = await Promise.all(PLATFORMS.map((platform) => installation.approved(platform)));
    // Time enough to prepare a video on a machine that runs all of this side by side with another spec.
    await Promise.all(planned.map(({ postId }) => installation.schedule(postId, 8)));
    for (const post of planned) {
      const out = await until(post.postId, (p) => p.state === 'published' && p.stage === 'done');
      expect(out.latenessMs).toBeGreaterThanOrEqual(0);
      expect(out.latenessMs).toBeLessThan(2000);
      expect(out.remoteId).toBeTruthy();
      expect(out.firstComment).toBe(takesComments(post.platform) ? 'published' : 'none');
      expect(posts(post)).toBe(1);
    }
    // The post follows a moment later, once for all its publications.
    await until(planned[0]?.postId as string, () => true);
    for (const { postId } of planned) {
      const deadline = performance.now() + 5000;
      while ((await stateOf(postId)) !== 'published' && performance.now() < deadline) {
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      expect(await stateOf(postId)).toBe('published');
    }
  }, 60_000);

  it.concurrent(
    'lets a post be cancelled when everything is ready and only the due instant is missing',
    async () => {
      const post = await installation.approved('facebook');
      await installation.schedule(post.postId, 6);
      await until(post.postId, (p) => p.stage === 'armed');
      const cancelled = await installation.manager.http.post(`/api/v1/posts/${post.postId}/cancel`);
      expect([cancelled.status, cancelled.body.state]).toEqual([200, 'cancelled']);
      await new Promise((resolve) => setTimeout(resolve, 6500));
      expect(await publication(post.postId)).toMatchObject({ state: 'cancelled', publishedAt: null });
      expect(posts(post)).toBe(0);
    },
    40_000,
  );

  it.concurrent(
    'brings a post forward to now, though it was ready for later',
    async () => {
      const post = await installation.approved('linkedin');
      await installation.schedule(post.postId, 60);
      const now = await installation.manager.http.post(`/api/v1/posts/${post.postId}/publish-now`);
      expect(now.body.state).toBe('scheduled');
      await until(post.postId, (p) => p.state === 'published');
      expect(posts(post)).toBe(1);
    },
    40_000,
  );

  it.concurrent(
    'withdraws an approved post that is edited, and sends nothing when it is due',
    async () => {
      const post = await installation.approved('instagram');
      await installation.schedule(post.postId, 6);
      await until(post.postId, (p) => p.stage === 'armed');
      const edited = await installation.manager.http.patch(`/api/v1/posts/${post.postId}`, {
        text: 'Autre chose.',
      });
      expect(edited.body.state).toBe('draft');
      await new Promise((resolve) => setTimeout(resolve, 6500));
      expect(posts(post)).toBe(0);
    },
    40_000,
  );

  it.concurrent(
    'holds what a lost access cannot publish, and resumes by itself after reconnection',
    async () => {
      const post = await installation.approved('facebook');
      installation.sandbox.control.patchAccount('facebook', post.account, { tokenState: 'expired' });
      await installation.schedule(post.postId, 2);
      await until(post.postId, (p) => p.stage === 'held' && p.lastError?.class === 'auth');
      const { rows } = await installation.database.query(
        'SELECT state, state_reason FROM channel WHERE id = $1',
        [post.channelId],
      );
      expect(rows[0]).toMatchObject({ state: 'reconnect_needed' });
      const account = installation.sandbox.control.patchAccount('facebook', post.account, {
        tokenState: 'ok',
      });
      const again = await installation.admin.http.post(`/api/v1/channels/${post.channelId}/reconnect`, {
        accessToken: account?.token,
      });
      expect([again.status, again.body.state]).toEqual([200, 'connected']);
      await until(post.postId, (p) => p.state === 'published');
      expect(posts(post)).toBe(1);
    },
    40_000,
  );

  it.concurrent(
    'waits as long as a network asks, and sends once',
    async () => {
      const post = await installation.approved('facebook');
      installation.sandbox.control.armFault({
        platform: 'facebook',
        account: post.account,
        operation: callsOf('facebook').visible,
        fault: 'rate_limited',
        times: 1,
        params: { retryAfterS: 60 },
      });
      await installation.schedule(post.postId, 2);
      const waiting = await until(post.postId, (p) => p.lastError?.class === 'rate_limited');
      expect(waiting).toMatchObject({ state: 'pending', stage: 'retrying' });
      await installation.database.query('UPDATE channel SET held_until = now() WHERE id = $1', [
        post.channelId,
      ]);
      await installation.database.query('UPDATE publication SET wake_at = now() WHERE post_id = $1', [
        post.postId,
      ]);
      await until(post.postId, (p) => p.state === 'published');
      expect(posts(post)).toBe(1);
    },
    40_000,
  );

  it.concurrent(
    'asks a person when the network cannot tell, and does what they say',
    async () => {
      const post = await installation.approved('linkedin');
      installation.sandbox.control.armFault({
        platform: 'linkedin',
        account: post.account,
        operation: callsOf('linkedin').visible,
        fault: 'drop_after',
        times: 1,
      });
      installation.sandbox.control.armFault({
        platform: 'linkedin',
        account: post.account,
        operation: 'finder',
        fault: 'garbage',
        times: -1,
      });
      await installation.schedule(post.postId, 2);
      await until(post.postId, (p) => p.stage === 'reconciling');
      // Twelve unreadable answers take hours of patience; all but the last are taken as given.
      const deadline = performance.now() + 20_000;
      while ((await publication(post.postId)).state !== 'needs_attention' && performance.now() < deadline) {
        await installation.database.query(
          `UPDATE publication SET readings = 12, wake_at = now() WHERE post_id = $1 AND stage = 'reconciling'`,
          [post.postId],
        );
        await new Promise((resolve) => setTimeout(resolve, 300));
      }
      const stuck = await publication(post.postId);
      expect(stuck).toMatchObject({ state: 'needs_attention' });
      const resolved = await installation.manager.http.post(`/api/v1/publications/${stuck.id}/resolve`, {
        outcome: 'published',
        remoteUrl: 'https://www.linkedin.com/feed/update/urn:li:share:1/',
      });
      expect([resolved.status, resolved.body.state]).toEqual([200, 'published']);
      expect(posts(post)).toBe(1);
    },
    60_000,
  );

  it.concurrent(
    'refuses to edit a post that may be live, so that a new approval cannot publish it twice',
    async () => {
      const post = await installation.approved('linkedin');
      await installation.database.query(
        `UPDATE publication SET state = 'needs_attention', stage = 'done', wake_at = NULL, fired_at = now() WHERE post_id = $1`,
        [post.postId],
      );
      await installation.database.query(
        `UPDATE post SET state = 'failed', needs_attention = true WHERE id = $1`,
        [post.postId],
      );
      const edited = await installation.manager.http.patch(`/api/v1/posts/${post.postId}`, {
        text: 'Encore une fois.',
      });
      expect([edited.status, edited.body.code]).toEqual([409, 'publication_unresolved']);
      const { id } = await publication(post.postId);
      await installation.manager.http.post(`/api/v1/publications/${id}/resolve`, {
        outcome: 'not_published',
      });
      expect(
        (await installation.manager.http.patch(`/api/v1/posts/${post.postId}`, { text: 'Encore une fois.' }))
          .status,
      ).toBe(200);
      // It was sent once: whatever became of it, its journal stays.
      const deleted = await installation.manager.http.delete(`/api/v1/posts/${post.postId}`);
      expect([deleted.status, deleted.body.code]).toEqual([409, 'post_was_out']);
    },
    40_000,
  );

  it.concurrent(
    'shows a post that was due too long ago, instead of sending it',
    async () => {
      const post = await installation.approved('facebook');
      await installation.schedule(post.postId, -7 * 3600);
      const late = await until(post.postId, (p) => p.state === 'failed');
      expect(late.lastError).toMatchObject({ code: 'too_late' });
      expect(posts(post)).toBe(0);
    },
    40_000,
  );

  it.concurrent(
    'keeps a post published when its first comment is refused',
    async () => {
      const post = await installation.approved('facebook');
      installation.sandbox.control.armFault({
        platform: 'facebook',
        account: post.account,
        operation: 'comments',
        fault: 'error',
        times: -1,
        params: {
          status: 400,
          body: { error: { message: 'no', type: 'OAuthException', code: 100, fbtrace_id: 'x' } },
        },
      });
      await installation.schedule(post.postId, 2);
      const out = await until(post.postId, (p) => p.stage === 'done');
      expect(out).toMatchObject({ state: 'published', firstComment: 'failed' });
      expect(posts(post)).toBe(1);
    },
    40_000,
  );
});
