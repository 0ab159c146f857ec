import {
  adapterOf,
  type ChannelContent,
  type Credential,
  type MediaFacts,
  PlatformError,
  type PlatformErrorDetail,
  type StepIo,
  UndiciPlatformHttp,
} from '#lib/platforms';
import { type MediaServer, startMediaServer } from '../support/media-server.js';
import { type Progress, runPlan } from '../support/run-plan.js';
import { realStage, sandboxStage, type Stage } from './stages.js';

const adapter = adapterOf('bluesky');
const TEXT = 'Été 🎉 avec @VOISINE.test et @nobody.test : https://example.org/été, #éducation';
const POSTS = 'app.bsky.feed.post';
const APP = { clientId: '', clientSecret: '' };

interface Node {
  cid: string;
  value: Record<string, unknown>;
}

// What holds for one and not for the other is a fault of the stand-in.
describe.each([
  ['a real server', realStage],
  ['the stand-in', sandboxStage],
])('Bluesky’s adapter with %s', (_name, open) => {
  let stage: Stage;
  let media: MediaServer;
  let http: UndiciPlatformHttp;
  let credential: Credential;
  let account: StepIo['account'];
  let picture: MediaFacts;
  let serial = 0;
  beforeAll(async () => {
    stage = await open();
    media = await startMediaServer();
    http = new UndiciPlatformHttp();
    picture = await media.image({ width: 1080, height: 1080 }, 'Des bénévoles devant le café');
    credential = await signIn();
    account = await adapter.account(io());
  }, 90_000);
  afterAll(async () => {
    await http.close();
    await media.close();
    await stage.close();
  });

  const io = (over: Partial<ChannelContent> = {}): Omit<StepIo, 'progress'> => ({
    account: account ?? { remoteId: '', handle: '' },
    credential: credential ?? { accessToken: '' },
    settings: { ...adapter.defaults, origin: stage.origin },
    http,
    media,
    content: { type: 'text', text: TEXT, firstComment: null, link: null, media: [], options: {}, ...over },
    publication: { id: `publication ${++serial}`, dueAt: new Date().toISOString() },
    now: () => Date.now(),
    signal: new AbortController().signal,
  });
  const signIn = (password = stage.password) =>
    adapter.signIn?.(io(), { login: ` @${stage.login}`, password }) ?? Promise.reject(new Error('none'));
  const xrpc = async (method: string, params: Record<string, string> | { json: unknown }) => {
    const asks = !('json' in params);
    const query = asks ? `?${new URLSearchParams(params as Record<string, string>).toString()}` : '';
    const answer = await fetch(`${stage.origin}/xrpc/com.atproto.${method}${query}`, {
      method: asks ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${credential.accessToken}`, 'content-type': 'application/json' },
      ...(asks ? {} : { body: JSON.stringify(params.json) }),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const read = async (rkey: string | null): Promise<Node> =>
    (await xrpc('repo.getRecord', { repo: account.remoteId, collection: POSTS, rkey: rkey ?? '' }))
      .body as unknown as Node;
  const refused = async (sent: Promise<unknown> | undefined): Promise<PlatformErrorDetail> => {
    const error: unknown = await sent?.then(
      () => null,
      (reason: unknown) => reason,
    );
    if (error instanceof PlatformError) return error.detail;
    throw new Error('expected a PlatformError', { cause: error });
  };
  const keyIn = (progress: Progress) => adapter.remotePost(progress, account).remoteId;
  const publish = async (over: Partial<ChannelContent> = {}) => {
    const of = io(over);
    const { progress } = await runPlan(adapter, of);
    return { of, progress, key: keyIn(progress) };
  };
  const embedOf = async (key: string | null) => (await read(key)).value.embed as Record<string, unknown>;

  it('finds the account by its handle and app password, and refuses another', async () => {
    expect(account).toEqual({
      remoteId: expect.stringMatching(/^did:plc:/u),
      handle: stage.login,
      name: stage.login,
    });
    expect(Date.parse(credential.expiresAt ?? '') - Date.now()).toBeGreaterThan(3_600_000);
    expect(await refused(signIn('abcd-abcd-abcd-abcd'))).toMatchObject({
      class: 'auth',
      code: 'AuthenticationRequired',
    });
    const wrong = { ...io(), credential: { accessToken: 'not-a-token-of-anyone' } };
    expect(await refused(adapter.account(wrong))).toMatchObject({ class: 'auth', code: 'InvalidToken' });
  });

  it('publishes words whose links, hashtags and mentions lead somewhere, and finds them again', async () => {
    const { of, progress, key } = await publish({ options: { langs: 'fr', adultContent: 'nudity' } });
    const { value } = await read(key);
    const bytes = Buffer.from(TEXT);
    const facets = value.facets as {
      index: { byteStart: number; byteEnd: number };
      features: { $type: string }[];
    }[];
    expect(
      facets.map(({ index, features }) => [
        bytes.subarray(index.byteStart, index.byteEnd).toString(),
        features[0]?.$type.split('#')[1],
      ]),
    ).toEqual([
      ['@VOISINE.test', 'mention'],
      ['https://example.org/été', 'link'],
      ['#éducation', 'tag'],
    ]);
    expect(value).toMatchObject({ text: TEXT, langs: ['fr'], labels: { values: [{ val: 'nudity' }] } });
    const since = new Date(Date.now() - 60_000).toISOString();
    expect(await adapter.reconcile({ ...of, progress, since })).toMatchObject({
      found: 'yes',
      remoteId: key,
    });
    const until = new Date(Date.now() + 60_000).toISOString();
    expect(await adapter.search({ ...of, progress: {}, since, until })).toMatchObject([{ remoteId: key }]);
  });

  it('publishes pictures with what they show, and a card with its picture', async () => {
    const other = await media.image({ width: 1200, height: 800 }, 'La salle, avant l’ouverture');
    const pictures = await publish({ type: 'images', text: 'Deux', media: [picture, other] });
    expect(await embedOf(pictures.key)).toMatchObject({
      $type: 'app.bsky.embed.images',
      images: [
        { alt: picture.altText, image: { size: picture.bytes }, aspectRatio: { width: 1080, height: 1080 } },
        { alt: other.altText, image: { size: other.bytes }, aspectRatio: { width: 1200, height: 800 } },
      ],
    });
    const link = 'https://example.org/up';
    const card = await publish({ type: 'link', text: 'Lire', link, media: [picture] });
    expect(await embedOf(card.key)).toMatchObject({
      external: { uri: link, title: 'example.org', thumb: { size: picture.bytes } },
    });
  });

  it('makes one record of five calls at once, and none of another that has its key', async () => {
    const of = io();
    const { progress } = await runPlan(adapter, of, { until: 'fire' });
    const fire = adapter.plan(of.content).find(({ phase }) => phase === 'fire');
    const since = new Date(Date.now() - 60_000).toISOString();
    expect(await adapter.reconcile({ ...of, progress, since })).toEqual({ found: 'no' });
    await Promise.all(Array.from({ length: 5 }, () => fire?.run({ ...of, progress })));
    const before = await read(keyIn({ ...progress, publish: progress.account ?? null }));
    const edited = { ...of, content: { ...of.content, text: 'Autre' } };
    expect(await refused(fire?.run({ ...edited, progress }))).toMatchObject({ class: 'duplicate' });
    expect(await read(keyIn({ ...progress, publish: progress.account ?? null }))).toEqual(before);
  });

  it('comments once below its post, however often it is asked', async () => {
    const { of, progress, key } = await publish();
    const step = { ...of, progress };
    expect(await adapter.findComment?.(step, key ?? '', 'Venez !')).toBe('no');
    const first = await adapter.comment?.(step, key ?? '', 'Venez !');
    expect(await adapter.comment?.(step, key ?? '', 'Venez !')).toEqual(first);
    expect(await adapter.findComment?.(step, key ?? '', 'Venez !')).toBe('yes');
    const { cid } = await read(key);
    expect((await read(first?.commentId ?? '')).value).toMatchObject({
      reply: { root: { cid }, parent: { cid } },
    });
    expect(await refused(adapter.comment?.(step, '3aaaaaaaaaaaa', 'Venez !'))).toMatchObject({
      hint: 'target_missing',
    });
  });

  it('is refused by name: too long, a file that is not there, somebody else’s repository', async () => {
    const long = io({ text: 'x'.repeat(301) });
    expect(await refused(runPlan(adapter, long))).toMatchObject({
      class: 'permanent',
      code: 'InvalidRequest',
    });
    const of = io({ type: 'image', text: 'Un', media: [picture] });
    const { progress } = await runPlan(adapter, of, { until: 'fire' });
    const lost = { ...(progress['blob-0'] as object), ref: { $link: `bafkrei${'a'.repeat(52)}` } };
    const gone = { ...progress, 'blob-0': lost };
    expect(await refused(runPlan(adapter, of, { progress: gone, from: 'fire' }))).toMatchObject({
      class: 'transient',
      code: 'BlobNotFound',
      restartFrom: 'blob-0',
    });
    const stranger = { ...io(), account: { ...account, remoteId: 'did:plc:upcafe22222222222222222a' } };
    expect(await refused(runPlan(adapter, stranger))).toMatchObject({
      refused: true,
      code: 'AccountNotFound',
    });
  });

  it('answers raw calls alike: keys, deletions, the same record again', async () => {
    const of = { repo: account.remoteId, collection: POSTS };
    const record = { $type: POSTS, text: 'x', createdAt: new Date().toISOString() };
    const write = (method: string, rkey: string, over: object = {}, swap: object = {}) =>
      xrpc(`repo.${method}`, { json: { ...of, rkey, record: { ...record, ...over }, ...swap } });
    const told = async (call: ReturnType<typeof xrpc>) => {
      const { status, body } = await call;
      return [status, body.error ?? ('commit' in body ? 'commit' : 'same')];
    };
    const none = { swapRecord: null };
    const embed = (images: unknown[]) => ({ embed: { $type: 'app.bsky.embed.images', images } });
    const key = '3aaaaaaaaaaaa';
    expect([
      await told(write('putRecord', key, {}, none)),
      await told(write('putRecord', key, {}, none)),
      await told(write('putRecord', key, { text: 'y' }, none)),
      await told(write('createRecord', key)),
      await told(write('putRecord', 'no-tid', {}, none)),
      await told(write('putRecord', '3aaaaaaaaaaab', { createdAt: undefined })),
      await told(write('putRecord', '3aaaaaaaaaaab', embed([{ alt: '' }]))),
      await told(write('putRecord', '3aaaaaaaaaaab', { text: ' ' })),
      await told(xrpc('repo.deleteRecord', { json: { ...of, rkey: key } })),
      await told(xrpc('repo.deleteRecord', { json: { ...of, rkey: key } })),
      await told(xrpc('repo.getRecord', { ...of, rkey: key })),
      await told(xrpc('identity.resolveHandle', { handle: 'nobody.test' })),
      await told(xrpc('repo.getRecord', { ...of, repo: 'did:plc:upcafe22222222222222222a', rkey: key })),
    ]).toEqual([
      [200, 'commit'],
      [200, 'same'],
      [400, 'InvalidSwap'],
      [500, 'InternalServerError'],
      [400, 'InvalidRequest'],
      [400, 'InvalidRequest'],
      [400, 'InvalidRequest'],
      [200, 'commit'],
      [200, 'commit'],
      [200, 'same'],
      [400, 'RecordNotFound'],
      [400, 'InvalidRequest'],
      // A server asks the network for what is not its own, and the network is not there.
      [502, 'UpstreamFailure'],
    ]);
  });

  it('renews its session, gives the same pair for a lost answer, and ends it', async () => {
    const old = await signIn();
    const first = await adapter.refresh?.({ ...io(), credential: old }, APP);
    const again = await adapter.refresh?.({ ...io(), credential: old }, APP);
    expect(first?.refreshToken).not.toBe(old.refreshToken);
    expect(again?.expiresAt).toBeDefined();
    if (!first || !again) throw new Error('no session');
    for (const session of [first, again]) {
      expect((await adapter.account({ ...io(), credential: session })).remoteId).toBe(account.remoteId);
    }
    await adapter.signOut?.({ ...io(), credential: first });
    expect(
      await refused(adapter.refresh?.({ ...io(), credential: first }, APP) as Promise<unknown>),
    ).toMatchObject({
      class: 'auth',
    });
    await adapter.signOut?.({ ...io(), credential: first });
  });
});
