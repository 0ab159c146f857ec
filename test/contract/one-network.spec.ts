import { adapterOf } from '#lib/platforms';
import { runPlan } from '../support/run-plan.js';
import {
  accountId,
  channel,
  clip,
  contentOf,
  failure,
  feed,
  media,
  sandbox,
  since,
  stageAdapters,
} from './adapter-scene.js';

stageAdapters();

describe('what only one network does', () => {
  it('revealing on Facebook twice shows one post', async () => {
    const io = channel('facebook', contentOf('facebook', 'text'));
    const { progress } = await runPlan(adapterOf('facebook'), io);
    await runPlan(adapterOf('facebook'), io, { progress });
    const reveal = adapterOf('facebook')
      .plan(io.content)
      .find((step) => step.phase === 'fire');
    await reveal?.run({ ...io, progress });
    expect(
      feed('facebook', io).filter(
        (post) => post.id === adapterOf('facebook').remotePost(progress, io.account).remoteId,
      ),
    ).toHaveLength(1);
  });

  it('waits for Instagram containers', async () => {
    const io = channel('instagram', contentOf('instagram', 'video'));
    const { waits, progress } = await runPlan(adapterOf('instagram'), io, { until: 'fire' });
    expect(waits).toBeGreaterThan(0);
    expect(progress.container).toMatchObject({ made: 1 });
  });

  it('stops at Instagram’s daily quota before the due instant', async () => {
    sandbox.control.changeSettings({ platform: 'instagram', quotas: { publishPerDay: 1 } });
    const io = channel('instagram', contentOf('instagram', 'image'));
    await runPlan(adapterOf('instagram'), io);
    const again = failure(
      runPlan(adapterOf('instagram'), { ...io, content: contentOf('instagram', 'image') }, { until: 'fire' }),
    );
    expect(await again).toMatchObject({ class: 'rate_limited', refused: true, hint: 'daily_quota' });
    sandbox.control.changeSettings({ platform: 'instagram', quotas: { publishPerDay: 100 } });
  });

  it('adopts the post LinkedIn names as a duplicate', async () => {
    const io = channel('linkedin', contentOf('linkedin', 'text'));
    await runPlan(adapterOf('linkedin'), io);
    expect(await failure(runPlan(adapterOf('linkedin'), io))).toMatchObject({
      class: 'duplicate',
      duplicateOf: feed('linkedin', io)[0]?.id,
    });
  });

  it('names the post that X finds ours a duplicate of, which X does not', async () => {
    const io = channel('x', contentOf('x', 'text'));
    await runPlan(adapterOf('x'), io);
    expect(await failure(runPlan(adapterOf('x'), io))).toMatchObject({
      class: 'duplicate',
      refused: false,
      duplicateOf: feed('x', io)[0]?.id,
    });
  });

  it('reads back on X a text whose addresses and signs it writes in another way', async () => {
    const text = 'Thé & café < 2 € sur groupe-sos.org, et https://www.groupe-sos.org/é?a=1&b=2 !';
    const io = channel('x', { ...contentOf('x', 'text'), text });
    const [platform, account] = ['x', accountId(io)] as const;
    sandbox.control.armFault({ platform, account, operation: 'posts', fault: 'drop_after' });
    const started = since();
    expect(await failure(runPlan(adapterOf('x'), io))).toMatchObject({ class: 'unknown' });
    expect(await adapterOf('x').reconcile({ ...io, progress: {}, since: started })).toMatchObject({
      found: 'yes',
      remoteId: feed('x', io)[0]?.id,
    });
  });

  it.each(['mastodon', 'pixelfed'] as const)(
    'finds a post whose answer a server of %s lost, also where keys say nothing, and sends it once',
    async (software) => {
      sandbox.control.changeSettings({ platform: 'mastodon', software });
      const io = channel('mastodon', contentOf('mastodon', 'images'));
      const [platform, account] = ['mastodon', accountId(io)] as const;
      const { progress } = await runPlan(adapterOf(platform), io, { until: 'fire' });
      sandbox.control.armFault({ platform, account, operation: 'publish', fault: 'drop_after' });
      const started = since();
      const fire = () => runPlan(adapterOf(platform), io, { progress, from: 'fire' });
      expect(await failure(fire())).toMatchObject({ class: 'unknown', refused: false });
      expect(await adapterOf(platform).reconcile({ ...io, progress, since: started })).toMatchObject({
        found: 'yes',
        remoteId: feed(platform, io)[0]?.id,
      });
      // A worker that was asked again all the same finds its media used.
      expect((await fire()).progress.publish).toMatchObject({ id: feed(platform, io)[0]?.id });
      expect(feed(platform, io)).toHaveLength(1);
      sandbox.control.changeSettings({ platform: 'mastodon', software: 'mastodon' });
    },
  );

  it('blames the operator, not the content, for a version LinkedIn retired', async () => {
    const io = channel('linkedin', contentOf('linkedin', 'text'));
    const old = { ...io, settings: { ...io.settings, version: '202401' } };
    expect(await failure(runPlan(adapterOf('linkedin'), old))).toMatchObject({
      class: 'permanent',
      hint: 'operator_version',
    });
  });

  it('uploads to TikTok in chunks and fires with the last one', async () => {
    const content = contentOf('tiktok', 'video');
    const pieces: Buffer[] = [];
    for await (const piece of media.stream(clip.id)) pieces.push(piece);
    const bytes = Buffer.concat([...pieces, Buffer.alloc(16_000_000)]);
    const large = { ...clip, id: 'large', bytes: bytes.length };
    const io = channel('tiktok', { ...content, media: [large] });
    const source = {
      publicUrl: media.publicUrl,
      async *stream(_id: string, range = { start: 0, end: bytes.length }) {
        yield bytes.subarray(range.start, range.end);
      },
    };
    const { progress } = await runPlan(adapterOf('tiktok'), { ...io, media: source }, { until: 'fire' });
    expect(progress.chunks).toEqual({ sent: 2 });
    expect(feed('tiktok', io)).toEqual([]);
    await runPlan(adapterOf('tiktok'), { ...io, media: source }, { progress, from: 'fire' });
    expect(feed('tiktok', io)).toHaveLength(1);
  });

  it('refuses a privacy level that a TikTok account no longer offers', async () => {
    const io = channel('tiktok', contentOf('tiktok', 'video'));
    sandbox.control.patchAccount('tiktok', accountId(io), { private: true });
    expect(await failure(runPlan(adapterOf('tiktok'), io))).toMatchObject({
      class: 'permanent',
      hint: 'privacy_level_unavailable',
    });
  });

  it.each(['tiktok', 'x'] as const)('refreshes the rotating pair of %s', async (platform) => {
    const io = channel(platform, contentOf(platform, 'video'));
    const app = { clientId: 'key', clientSecret: 'secret' };
    const fresh = await adapterOf(platform).refresh?.(io, app);
    expect(fresh?.accessToken).not.toBe(io.credential.accessToken);
    expect(Date.parse(fresh?.expiresAt ?? '')).toBeGreaterThan(Date.now());
    const reused = adapterOf(platform).refresh?.(io, app) ?? Promise.resolve();
    expect(await failure(reused)).toMatchObject({ class: 'auth', hint: 'reconnect' });
  });
});
