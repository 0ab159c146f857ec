import {
  aContent,
  aMedium,
  failureOf,
  runStep,
  startNetworkDouble,
  type DoubleReply,
  type NetworkDouble,
} from '../../../../test/support/network-double.js';
import type { Json } from '../rules/outcome.js';
import { bluesky } from './adapter.js';
import { instantOfKey, recordKey } from './tid.js';

const DID = 'did:plc:upcafe22222222222222222a';
const since = '2026-11-22T10:00:00.000Z';
const DUE = Date.parse(since);
const KEY = recordKey(DUE, 'publication');
const CID = `bafyrei${'a'.repeat(52)}`;
const POSTS = 'app.bsky.feed.post';
const aBlob = (letter = 'a', mimeType = 'image/jpeg') => ({
  $type: 'blob',
  ref: { $link: `bafkrei${letter.repeat(52)}` },
  mimeType,
  size: 8,
});

describe('bluesky', () => {
  let network: NetworkDouble;
  beforeAll(async () => {
    network = await startNetworkDouble();
  });
  afterAll(() => network.close());
  const words = aContent({ type: 'text', text: 'Le café ouvre.' });
  const chosen = { account: { key: KEY, createdAt: since } };
  const io = (content = words, progress: Record<string, Json> = chosen) => ({
    ...network.io(bluesky, content, { progress }),
    account: { remoteId: DID, handle: 'up.example' },
  });
  const uriOf = (key: string) => `at://${DID}/${POSTS}/${key}`;
  const wrote = (key = KEY): DoubleReply => ({ body: { uri: uriOf(key), cid: CID } });
  const refused = (error: string, status = 400, headers: Record<string, string> = {}): DoubleReply => ({
    status,
    headers,
    body: { error, message: 'said' },
  });
  const sent = (at = 0) => JSON.parse(network.requests[at]?.body ?? '') as Record<string, unknown>;
  const methods = () => network.requests.map(({ path }) => path.split('/').at(-1));

  it('writes one record under the key it chose, only where nothing has it', async () => {
    network.answer(() => wrote());
    expect(await runStep(bluesky, io(), 'publish')).toEqual({ state: 'done', output: { key: KEY } });
    expect(network.requests[0]?.path).toBe('/xrpc/com.atproto.repo.putRecord');
    expect(network.requests[0]?.headers.authorization).toBe('Bearer EAAtokenOfTheChannel');
    expect(sent()).toEqual({
      repo: DID,
      collection: POSTS,
      rkey: KEY,
      record: { $type: POSTS, text: 'Le café ouvre.', createdAt: since },
      swapRecord: null,
    });
    expect(bluesky.remotePost({ publish: { key: KEY } }, io().account)).toEqual({
      remoteId: KEY,
      remoteUrl: `https://bsky.app/profile/${DID}/post/${KEY}`,
    });
  });

  it('chooses the same key for the same publication, and another for another', async () => {
    const session = { did: DID, handle: 'up.example', active: true };
    network.answer(() => ({ headers: { date: 'Sun, 22 Nov 2026 09:58:00 GMT' }, body: session }));
    const first = await runStep(bluesky, io(words, {}), 'account');
    expect(first).toEqual({ state: 'done', output: { key: KEY, createdAt: since } });
    const other = { ...io(words, {}), publication: { id: 'another', dueAt: since } };
    const second = await runStep(bluesky, other, 'account');
    expect(second.output).not.toEqual(first.output);
    expect(KEY).toMatch(/^[2-7a-j][2-7a-z]{12}$/u);
    expect(instantOfKey(KEY)).toBe(DUE);
    expect(recordKey(DUE + 1, 'publication') > KEY).toBe(true);
  });

  it.each([
    ['Sun, 22 Nov 2026 11:30:00 GMT', '2026-11-22T11:30:00.000Z'],
    ['Sat, 13 Sep 275760 00:00:00 GMT', since],
    ['soon', since],
  ])('a post that is armed at %s is dated %s', async (date, createdAt) => {
    network.answer(() => ({ headers: { date }, body: { did: DID, handle: 'up.example' } }));
    expect((await runStep(bluesky, io(words, {}), 'account')).output).toEqual({ key: KEY, createdAt });
  });

  it.each([
    ['deactivated', 'auth', 'account_checkpoint'],
    ['takendown', 'permanent', 'account_restricted'],
    ['suspended', 'permanent', 'account_restricted'],
  ])('an account that is %s does not publish', async (status, kind, hint) => {
    network.answer(() => ({ body: { did: DID, handle: 'up.example', active: false, status } }));
    expect(await failureOf(runStep(bluesky, io(words, {}), 'account'))).toMatchObject({ class: kind, hint });
  });

  it('marks links, hashtags and mentions by their bytes, and leaves a mention of nobody as text', async () => {
    const text = 'Été 🎉 avec @Up.Example et @nobody.example : https://up.example/été#lieu, #éducation';
    const content = aContent({ type: 'text', text });
    network.answer(({ query }) =>
      query.get('handle') === 'up.example' ? { body: { did: DID } } : refused('InvalidRequest'),
    );
    const { output } = await runStep(bluesky, io(content), 'mentions');
    expect(output).toEqual({ mentioned: { 'up.example': DID, 'nobody.example': null } });
    network.answer(() => wrote());
    await runStep(bluesky, io(content, { ...chosen, mentions: output ?? null }), 'publish');
    const { facets } = sent().record as {
      facets: { index: { byteStart: number; byteEnd: number }; features: unknown[] }[];
    };
    const bytes = Buffer.from(text);
    expect(
      facets.map(({ index, features }) => [
        bytes.subarray(index.byteStart, index.byteEnd).toString(),
        features[0],
      ]),
    ).toEqual([
      ['@Up.Example', { $type: 'app.bsky.richtext.facet#mention', did: DID }],
      [
        'https://up.example/été#lieu',
        { $type: 'app.bsky.richtext.facet#link', uri: 'https://up.example/%C3%A9t%C3%A9#lieu' },
      ],
      ['#éducation', { $type: 'app.bsky.richtext.facet#tag', tag: 'éducation' }],
    ]);
  });

  it('looks for handles only where a text has some, and tries again when the server could not look', async () => {
    const names = (text: string) => bluesky.plan(aContent({ type: 'text', text })).map(({ name }) => name);
    expect(names('Écrire à info@up.example, @solutions !')).toEqual(['account', 'publish']);
    expect(names('Avec @up.example.')).toEqual(['account', 'mentions', 'publish']);
    network.answer(() => refused('UpstreamFailure', 502));
    const content = aContent({ type: 'text', text: 'Avec @up.example' });
    expect(await failureOf(runStep(bluesky, io(content), 'mentions'))).toMatchObject({ class: 'transient' });
  });

  it('uploads pictures once each, and embeds them with what they show and their sides', async () => {
    const second = aMedium({ id: 'other', width: 1200, height: 800, altText: '' });
    const content = aContent({ type: 'images', text: 'Deux', media: [aMedium(), second] });
    network.answer(() => ({ body: { blob: aBlob() } }));
    expect(await runStep(bluesky, io(content), 'blob-0')).toEqual({ state: 'done', output: aBlob() });
    expect(network.requests[0]?.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': '8',
    });
    network.answer(() => wrote());
    const progress = { ...chosen, 'blob-0': aBlob('a'), 'blob-1': aBlob('b') };
    await runStep(bluesky, io(content, progress), 'publish');
    expect((sent().record as { embed: unknown }).embed).toEqual({
      $type: 'app.bsky.embed.images',
      images: [
        { image: aBlob('a'), alt: 'Le café', aspectRatio: { width: 1080, height: 1080 } },
        { image: aBlob('b'), alt: '', aspectRatio: { width: 1200, height: 800 } },
      ],
    });
  });

  it('writes a link’s card itself, and says language and labels', async () => {
    const options = { langs: 'fr', adultContent: 'nudity', graphicMedia: true, linkDescription: 'Oui' };
    const link = 'https://www.up.example/a';
    const content = aContent({ type: 'link', text: 'Lire', link, media: [aMedium()], options });
    network.answer(() => wrote());
    await runStep(bluesky, io(content, { ...chosen, 'blob-0': aBlob() }), 'publish');
    expect(sent().record).toMatchObject({
      langs: ['fr'],
      labels: {
        $type: 'com.atproto.label.defs#selfLabels',
        values: [{ val: 'nudity' }, { val: 'graphic-media' }],
      },
      embed: {
        $type: 'app.bsky.embed.external',
        external: { uri: link, title: 'up.example', description: 'Oui', thumb: aBlob() },
      },
    });
  });

  it.each([
    [400, 'ExpiredToken', 'auth', true],
    [400, 'InvalidToken', 'auth', true],
    [401, 'AuthMissing', 'auth', true],
    [403, 'AccountNotFound', 'auth', true],
    [401, 'AccountTakedown', 'permanent', true],
    [400, 'InvalidRequest', 'permanent', true],
    [413, 'PayloadTooLarge', 'permanent', true],
    [403, 'SomethingNew', 'auth', true],
    [400, 'constructor', 'unknown', false],
    [500, 'InternalServerError', 'transient', false],
    [502, 'UpstreamFailure', 'transient', false],
  ] as const)('%s %s is %s, refused: %s', async (status, name, expected, proven) => {
    network.answer(() => refused(name, status));
    expect(await failureOf(runStep(bluesky, io(), 'publish'))).toMatchObject({
      class: expected,
      refused: proven,
    });
  });

  it.each([
    ['5000;w=3600', 'channel', 'account'],
    ['3000;w=300', 'app', 'app'],
  ])('waits until the reset of %s, which holds the %s', async (policy, scope, of) => {
    const headers = {
      date: 'Sun, 22 Nov 2026 10:00:00 GMT',
      'ratelimit-limit': '100',
      'ratelimit-remaining': '0',
      'ratelimit-reset': String(DUE / 1_000 + 90),
      'ratelimit-policy': policy,
    };
    network.answer(() => refused('RateLimitExceeded', 429, headers));
    expect(await failureOf(runStep(bluesky, io(), 'publish'))).toMatchObject({
      class: 'rate_limited',
      retryAfterMs: 90_000,
      scope,
      refused: true,
    });
    expect(bluesky.usage?.({ status: 200, headers, text: '' }, io().account)).toEqual([
      { of, percent: 100, regainMs: 90_000 },
    ]);
    // Told with every answer, the reset of a limit that is not used up is no wait.
    const hardlyUsed = { ...headers, 'ratelimit-remaining': '98' };
    expect(bluesky.usage?.({ status: 200, headers: hardlyUsed, text: '' }, io().account)).toEqual([
      { of, percent: 2 },
    ]);
    const lying = { ...headers, 'ratelimit-remaining': '-1', 'ratelimit-reset': '1e300' };
    expect(bluesky.usage?.({ status: 200, headers: lying, text: '' }, io().account)).toEqual([]);
  });

  it('takes another record under its key for an earlier attempt, and uploads again what was collected', async () => {
    network.answer(() => refused('InvalidSwap'));
    expect(await failureOf(runStep(bluesky, io(), 'publish'))).toMatchObject({
      class: 'duplicate',
      duplicateOf: KEY,
    });
    network.answer(() => refused('BlobNotFound'));
    const content = aContent({ type: 'image', media: [aMedium()] });
    expect(
      await failureOf(runStep(bluesky, io(content, { ...chosen, 'blob-0': aBlob() }), 'publish')),
    ).toMatchObject({ class: 'transient', refused: true, restartFrom: 'blob-0' });
  });

  it('reads its one key back', async () => {
    const reading = { ...io(), since };
    const record = { $type: POSTS, text: 'Le café ouvre.', createdAt: since };
    network.answer(() => ({ body: { uri: uriOf(KEY), cid: CID, value: record } }));
    expect(await bluesky.reconcile(reading)).toMatchObject({ found: 'yes', remoteId: KEY });
    expect(Object.fromEntries(network.requests[0]?.query ?? [])).toEqual({
      repo: DID,
      collection: POSTS,
      rkey: KEY,
    });
    network.answer(() => refused('RecordNotFound'));
    expect(await bluesky.reconcile(reading)).toEqual({ found: 'no' });
    for (const unclear of [refused('RepoNotFound'), { status: 404, body: '' }, { body: {} }]) {
      network.answer(() => unclear);
      await failureOf(bluesky.reconcile(reading));
    }
  });

  it('searches the account’s records by words, embed and time, and never takes a reply', async () => {
    const row = (key: string, over: object = {}) => ({
      uri: uriOf(key),
      cid: CID,
      value: { $type: POSTS, text: words.text, createdAt: '2026-11-22T10:00:05.000Z', ...over },
    });
    const [own, early, reply, picture] = ['3a', '3b', '3c', '3d'].map((start) => start.padEnd(13, '2'));
    network.answer(() => ({
      body: {
        records: [
          row(own ?? ''),
          row(early ?? '', { createdAt: '2026-11-22T08:00:00Z' }),
          row(reply ?? '', { reply: {} }),
          row(picture ?? '', { embed: { $type: 'app.bsky.embed.images' } }),
        ],
      },
    }));
    const found = await bluesky.search({ ...io(), since, until: '2026-11-22T11:00:00.000Z' });
    expect(found?.map(({ remoteId }) => remoteId)).toEqual([own]);
  });

  it('replies to its own post under a key that its words give, so that a repetition is the same reply', async () => {
    const record = { $type: POSTS, text: 'Le café ouvre.', createdAt: since };
    const post = {
      headers: { date: 'Sun, 22 Nov 2026 10:00:20 GMT' },
      body: { uri: uriOf(KEY), cid: CID, value: record },
    };
    const write = (reply: (key: string) => DoubleReply) =>
      network.answer(({ path, body }) =>
        path.endsWith('getRecord') ? post : reply((JSON.parse(body) as { rkey: string }).rkey),
      );
    write(wrote);
    const first = await bluesky.comment?.(io(), KEY, 'Venez !');
    expect(sent(1).record).toEqual({
      $type: POSTS,
      text: 'Venez !',
      createdAt: '2026-11-22T10:00:20.000Z',
      reply: { root: { uri: uriOf(KEY), cid: CID }, parent: { uri: uriOf(KEY), cid: CID } },
    });
    write(() => refused('InvalidSwap'));
    expect(await bluesky.comment?.(io(), KEY, 'Venez !')).toEqual(first);
    write(wrote);
    expect(await bluesky.comment?.(io(), KEY, 'Venez donc !')).not.toEqual(first);
    network.answer(() => refused('RecordNotFound'));
    expect(await bluesky.findComment?.(io(), KEY, 'Venez !')).toBe('no');
    expect(network.requests[0]?.query.get('rkey')).toBe(first?.commentId);
    expect(await failureOf(bluesky.comment?.(io(), KEY, 'Venez !') ?? Promise.resolve())).toMatchObject({
      class: 'permanent',
      hint: 'target_missing',
    });
    expect(methods()).not.toContain('com.atproto.repo.putRecord');
  });
});
