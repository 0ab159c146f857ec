import {
  adapterOf,
  checkContent,
  PlatformError,
  PLATFORMS,
  UndiciPlatformHttp,
  type ChannelContent,
  type MediaFacts,
  type Platform,
  type PlatformErrorDetail,
  type PostType,
  type StepIo,
} from '#lib/platforms';
import { createSandbox, type Sandbox } from '../../apps/sandbox/src/index.js';
import { startMediaServer, type MediaServer } from '../support/media-server.js';
import { runPlan, type Progress } from '../support/run-plan.js';

type Io = Omit<StepIo, 'progress'>;

const TEXT =
  'Parlons solutions (et « innovation sociale ») : rendez-vous à 18 h !\nUp_café, c’est ~gratuit~ *ouvert* [à tous] {oui} | #éducation #jeunes_engagés https://example.org/up_café?utm_source=a&x=(1)#programme';

/** What the sandbox plays, and where each adapter's visible call lands in it. Facebook reels are not played there. */
const NETWORKS: Record<
  Platform,
  { fire: string; read: string; types: PostType[]; options: ChannelContent['options'] }
> = {
  facebook: { fire: 'reveal', read: 'read', types: ['text', 'link', 'image', 'images'], options: {} },
  instagram: {
    fire: 'publish',
    read: 'account',
    types: ['image', 'images', 'video'],
    options: { shareToFeed: true },
  },
  linkedin: {
    fire: 'posts',
    read: 'account',
    types: ['text', 'link', 'image', 'images', 'video'],
    options: {},
  },
  tiktok: {
    fire: 'upload',
    read: 'account',
    types: ['video'],
    options: { privacyLevel: 'PUBLIC_TO_EVERYONE' },
  },
};

let sandbox: Sandbox;
let media: MediaServer;
let http: UndiciPlatformHttp;
let origin: string;
let square: MediaFacts;
let wide: MediaFacts;
let clip: MediaFacts;

beforeAll(async () => {
  sandbox = await createSandbox({ quiet: true });
  ({ origin } = await sandbox.listen(0));
  sandbox.control.changeSettings({
    containerDelayMs: 150,
    videoDelayMs: 300,
    visibilityLagMs: 0,
    postIdDelayMs: 50,
  });
  media = await startMediaServer();
  http = new UndiciPlatformHttp({ connections: 16 });
  square = await media.image({ width: 1080, height: 1080 }, 'Des bénévoles devant le café');
  wide = await media.image({ width: 1200, height: 800 }, 'La salle, avant l’ouverture');
  clip = await media.clip();
});
afterAll(async () => {
  await http.close();
  await sandbox.close();
  await media.close();
});
afterEach(() => sandbox.control.clearFaults());

let serial = 0;

function contentOf(platform: Platform, type: PostType): ChannelContent {
  const byType: Record<PostType, MediaFacts[]> = {
    text: [],
    link: [],
    image: [square],
    images: [square, wide],
    video: [clip],
  };
  return {
    type,
    text: `${TEXT} ${++serial}`,
    firstComment: null,
    link: type === 'link' ? 'https://example.org/up' : null,
    media: byType[type],
    options: NETWORKS[platform].options,
  };
}

function channel(platform: Platform, content: ChannelContent): Io {
  const account = sandbox.control.createAccount({ platform, name: 'Up café', handle: 'upcafe' });
  const remoteId = platform === 'linkedin' ? `urn:li:organization:${account.id}` : account.id;
  return {
    account: { remoteId, handle: account.handle },
    credential: { accessToken: account.token, refreshToken: account.refreshToken },
    settings: { ...adapterOf(platform).defaults, origin: `${origin}/${platform}` },
    http,
    media,
    content,
    signal: new AbortController().signal,
  };
}

const accountId = (io: Io): string => io.account.remoteId.replace('urn:li:organization:', '');
const feed = (platform: Platform, io: Io) => sandbox.control.feed({ platform, account: accountId(io) }).items;

async function failure(sent: Promise<unknown>): Promise<PlatformErrorDetail> {
  const error: unknown = await sent.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof PlatformError) return error.detail;
  throw new Error('expected a PlatformError', { cause: error });
}

const since = (): string => new Date(Date.now() - 1_000).toISOString();

describe.each([...PLATFORMS])('%s adapter', (platform) => {
  const adapter = adapterOf(platform);
  const { fire, read, types, options } = NETWORKS[platform];
  const first = types[0] ?? 'text';

  it.each(types)('publishes %s: nothing before the hour, the exact content after it', async (type) => {
    const io = channel(platform, contentOf(platform, type));
    expect(checkContent(platform, io.content).filter((problem) => problem.severity === 'error')).toEqual([]);
    const { progress } = await runPlan(adapter, io, { until: 'fire' });
    expect(feed(platform, io)).toEqual([]);
    await runPlan(adapter, io, { progress, from: 'fire' });
    const [post, ...others] = feed(platform, io);
    expect(others).toEqual([]);
    expect(post?.text).toBe(io.content.text);
    expect(post?.link).toBe(io.content.link);
    expect(post?.media.map(({ kind, altText }) => [kind, altText])).toEqual(
      io.content.media.map(({ kind, altText }) => [kind, altText]),
    );
  });

  it('tells where the post lives', async () => {
    const io = channel(platform, contentOf(platform, first));
    const { progress } = await runPlan(adapter, io);
    const { remoteId, remoteUrl } = adapter.remotePost(progress, io.account);
    expect(remoteId).toBe(feed(platform, io)[0]?.id);
    expect(remoteUrl).toMatch(/^https:\/\//u);
  });

  it('has exactly one firing step, stable names and a pure plan', () => {
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

  it('reads the account, and calls a wrong token what it is', async () => {
    const io = channel(platform, contentOf(platform, first));
    expect(await adapter.account(io)).toEqual({
      remoteId: io.account.remoteId,
      name: 'Up café',
      handle: 'upcafe',
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
    const io = channel(platform, contentOf(platform, types.at(-1) ?? 'text'));
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

  it.each([
    ['drop_before', 'no'],
    ['error_500_before', 'no'],
    ['drop_after', 'yes'],
    ['error_500_after', 'yes'],
  ] as const)('%s at the hour proves nothing, and reading back says %s', async (fault, truth) => {
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

  it.each(['garbage', 'html_502', 'truncated_json'] as const)(
    '%s never crashes and never passes for a refusal',
    async (fault) => {
      // A chunk's answer has no body to cut: its status says it all.
      for (const committed of fault === 'truncated_json' && platform === 'tiktok' ? [false] : [true, false]) {
        const { io, progress, started } = await armed();
        strike(io, fault, committed);
        expect((await failure(runPlan(adapter, io, { progress, from: 'fire' }))).refused).toBe(false);
        await pause(600);
        const verdict = await adapter.reconcile({ ...io, progress, since: started });
        expect(verdict.found).toBe(committed ? 'yes' : 'no');
      }
    },
  );

  it('garbage while arming is only a reason to try again', async () => {
    const io = channel(platform, contentOf(platform, types.at(-1) ?? 'text'));
    sandbox.control.armFault({ platform, account: accountId(io), fault: 'garbage', times: 1 });
    expect(await failure(runPlan(adapter, io, { until: 'fire' }))).toMatchObject({ class: 'transient' });
    await runPlan(adapter, io);
    expect(feed(platform, io)).toHaveLength(1);
  });

  if (platform !== 'tiktok') {
    it('waits as long as a rate limit says, and knows whom it holds', async () => {
      const { io, progress } = await armed();
      strike(io, 'rate_limited');
      const detail = await failure(runPlan(adapter, io, { progress, from: 'fire' }));
      expect(detail).toMatchObject({ class: 'rate_limited', refused: true, scope: 'channel' });
      expect(detail.retryAfterMs).toBeGreaterThan(0);
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
    it('writes the first comment and finds it again', async () => {
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
    it('declares no first comment', () => expect(options.privacyLevel).toBeDefined());
  }
});

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

  it('stops at Instagram’s daily quota before the hour', async () => {
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

  it('refreshes TikTok’s rotating pair', async () => {
    const io = channel('tiktok', contentOf('tiktok', 'video'));
    const app = { clientId: 'key', clientSecret: 'secret' };
    const fresh = await adapterOf('tiktok').refresh?.(io, app);
    expect(fresh?.accessToken).not.toBe(io.credential.accessToken);
    expect(Date.parse(fresh?.expiresAt ?? '')).toBeGreaterThan(Date.now());
    const reused = adapterOf('tiktok').refresh?.(io, app) ?? Promise.resolve();
    expect(await failure(reused)).toMatchObject({ class: 'auth', hint: 'reconnect' });
  });
});
