import type { Sandbox } from '../../apps/sandbox/src/index.js';
import { adapterOf, capabilitiesOf, checkContent, joinedAltText, PLATFORMS } from '#lib/platforms';
import { callsOf, countsApplication, handleOf } from '../support/platforms.js';
import { runPlan, type Progress } from '../support/run-plan.js';
import {
  accountId,
  channel,
  contentOf,
  failure,
  feed,
  sandbox,
  since,
  stageAdapters,
  type Io,
} from './adapter-scene.js';

stageAdapters();

// Side by side, each with an account of its own: what takes time is the networks' own pace.
describe.each([...PLATFORMS])('%s adapter', (platform) => {
  const adapter = adapterOf(platform);
  const { visible: fire, visibleVideo, visibleIsBare: bare = false, account: read } = callsOf(platform);
  const { types, altTextJoined: joined } = capabilitiesOf(platform);
  const first = types[0] ?? 'text';
  // Of those that go out by that call.
  const last = types.findLast((type) => type !== 'video' || visibleVideo === undefined) ?? first;

  it.concurrent.each(types)(
    'publishes %s: nothing before the due instant, the exact content after it',
    async (type) => {
      const io = channel(platform, contentOf(platform, type));
      expect(checkContent(platform, io.content).filter((problem) => problem.severity === 'error')).toEqual(
        [],
      );
      const { progress } = await runPlan(adapter, io, { until: 'fire' });
      expect(feed(platform, io)).toEqual([]);
      await runPlan(adapter, io, { progress, from: 'fire' });
      const [post, ...others] = feed(platform, io);
      expect(others).toEqual([]);
      expect(post?.text).toBe(io.content.text);
      expect(post?.link).toBe(io.content.link);
      expect(post?.media.map(({ kind, altText }) => [kind, altText])).toEqual(
        io.content.media.map(({ kind, altText }) => [
          kind,
          joined ? joinedAltText(io.content.media) : altText,
        ]),
      );
    },
  );

  it.concurrent('tells where the post lives', async () => {
    const io = channel(platform, contentOf(platform, first));
    const { progress } = await runPlan(adapter, io);
    const { remoteId, remoteUrl } = adapter.remotePost(progress, io.account);
    expect(remoteId).toBe(feed(platform, io)[0]?.id);
    expect(remoteUrl).toMatch(/^https:\/\//u);
  });

  it.concurrent('has exactly one firing step, stable names and a pure plan', () => {
    for (const type of types) {
      const content = contentOf(platform, type);
      const steps = adapter.plan(content);
      expect(steps.filter((step) => step.phase === 'fire')).toHaveLength(1);
      expect(new Set(steps.map((step) => step.name)).size).toBe(steps.length);
      expect(adapter.plan(content).map((step) => step.name)).toEqual(steps.map((step) => step.name));
      expect(
        steps.filter((step) => step.phase !== 'fire').every((step) => step.effect === 'repeatable'),
      ).toBe(true);
    }
  });

  it.concurrent('reads the account, and calls a wrong token what it is', async () => {
    const io = channel(platform, contentOf(platform, first));
    expect(await adapter.account(io)).toMatchObject({
      remoteId: io.account.remoteId,
      name: 'Up café',
      handle: handleOf(platform, accountId(io)) ?? 'upcafe',
    });
    const wrong = { ...io, credential: { accessToken: 'not-a-token-of-anyone' } };
    expect(await failure(adapter.account(wrong))).toMatchObject({ class: 'auth', refused: true });
    for (const fault of ['token_expired', 'token_revoked'] as const) {
      sandbox.control.armFault({ platform, account: accountId(io), operation: read, fault });
      expect(await failure(adapter.account(io))).toMatchObject({
        class: 'auth',
        refused: true,
        hint: 'reconnect',
      });
    }
  });

  async function armed(): Promise<{ io: Io; progress: Progress; started: string }> {
    const io = channel(platform, contentOf(platform, last));
    const { progress } = await runPlan(adapter, io, { until: 'fire' });
    return { io, progress, started: since() };
  }
  const strike = (
    io: Io,
    fault: Parameters<Sandbox['control']['armFault']>[0]['fault'],
    committed?: boolean,
  ) =>
    sandbox.control.armFault({
      platform,
      account: accountId(io),
      operation: fire,
      fault,
      params: { committed },
    });
  const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

  it.concurrent.each([
    ['drop_before', 'no'],
    ['error_500_before', 'no'],
    ['drop_after', 'yes'],
    ['error_500_after', 'yes'],
  ] as const)('%s at the due instant proves nothing, and reading back says %s', async (fault, truth) => {
    const { io, progress, started } = await armed();
    strike(io, fault);
    const detail = await failure(runPlan(adapter, io, { progress, from: 'fire' }));
    expect(['unknown', 'transient']).toContain(detail.class);
    expect(detail.refused).toBe(false);
    await pause(600);
    const reading = { ...io, progress, since: started };
    const verdict = await adapter.reconcile(reading);
    expect(verdict.found).toBe(truth);
    expect(feed(platform, io)).toHaveLength(truth === 'yes' ? 1 : 0);
    if (verdict.found === 'yes') expect(verdict.remoteId).toBe(feed(platform, io)[0]?.id);
  });

  it.concurrent.each(['garbage', 'html_502', 'truncated_json'] as const)(
    '%s never crashes and never passes for a refusal',
    async (fault) => {
      // Where there is no body to cut, the status says it all.
      for (const committed of fault === 'truncated_json' && bare ? [false] : [true, false]) {
        const { io, progress, started } = await armed();
        strike(io, fault, committed);
        expect((await failure(runPlan(adapter, io, { progress, from: 'fire' }))).refused).toBe(false);
        await pause(600);
        const verdict = await adapter.reconcile({ ...io, progress, since: started });
        expect(verdict.found).toBe(committed ? 'yes' : 'no');
      }
    },
  );

  it.concurrent('garbage while arming is only a reason to try again', async () => {
    const io = channel(platform, contentOf(platform, last));
    sandbox.control.armFault({ platform, account: accountId(io), fault: 'garbage', times: 1 });
    expect(await failure(runPlan(adapter, io, { until: 'fire' }))).toMatchObject({ class: 'transient' });
    await runPlan(adapter, io);
    expect(feed(platform, io)).toHaveLength(1);
  });

  if (!bare) {
    it.concurrent('waits as long as a rate limit says, and knows whom it holds', async () => {
      const { io, progress } = await armed();
      strike(io, 'rate_limited');
      const detail = await failure(runPlan(adapter, io, { progress, from: 'fire' }));
      expect(detail).toMatchObject({ class: 'rate_limited', refused: true, scope: 'channel' });
      expect(detail.retryAfterMs).toBeGreaterThan(0);
      if (!countsApplication(platform)) return;
      sandbox.control.armFault({
        platform,
        account: accountId(io),
        operation: fire,
        fault: 'rate_limited',
        params: { scope: 'app' },
      });
      expect(await failure(runPlan(adapter, io, { progress, from: 'fire' }))).toMatchObject({
        class: 'rate_limited',
        scope: 'app',
      });
    });
  }

  if (adapter.comment && adapter.findComment) {
    const { comment, findComment } = adapter;
    it.concurrent('writes the first comment and finds it again', async () => {
      const io = channel(platform, contentOf(platform, first));
      const { progress } = await runPlan(adapter, io);
      const { remoteId } = adapter.remotePost(progress, io.account);
      const step = { ...io, progress };
      const text = 'Up café, parlons solutions (ici) #éducation';
      expect(await findComment(step, remoteId ?? '', text)).toBe('no');
      const { commentId } = await comment(step, remoteId ?? '', text);
      expect(feed(platform, io)[0]?.comments).toMatchObject([{ id: commentId, text }]);
      expect(await findComment(step, remoteId ?? '', text)).toBe('yes');
      sandbox.control.armFault({
        platform,
        account: accountId(io),
        operation: 'comments',
        fault: 'drop_after',
      });
      expect(await failure(comment(step, remoteId ?? '', `${text} bis`))).toMatchObject({
        class: 'unknown',
        refused: false,
      });
      expect(await findComment(step, remoteId ?? '', `${text} bis`)).toBe('yes');
    });
  } else {
    it.concurrent('declares no first comment', () =>
      expect(capabilitiesOf(platform).firstComment).toBeNull(),
    );
  }
});
