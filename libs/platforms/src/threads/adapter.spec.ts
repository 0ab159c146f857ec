import {
  aContent,
  aMedium,
  failureOf,
  runStep,
  startNetworkDouble,
  type NetworkDouble,
} from '../../../../test/support/network-double.js';
import { checkContent } from '../rules/index.js';
import { threads } from './adapter.js';

describe('threads', () => {
  let network: NetworkDouble;
  beforeAll(async () => {
    network = await startNetworkDouble();
  });
  afterAll(() => network.close());
  const words = aContent({ type: 'text', text: 'Le café ouvre.' });
  const ready = { container: { id: '17', made: 1, polls: 0 } };
  const since = '2026-11-22T10:00:00.000Z';
  const forms = () => network.requests.map(({ body }) => Object.fromEntries(new URLSearchParams(body)));

  it.each([
    [aContent({ type: 'text', text: 'Oui' }), { media_type: 'TEXT', text: 'Oui' }],
    [
      aContent({ type: 'link', text: 'Lire', link: 'https://up.example/a' }),
      { media_type: 'TEXT', link_attachment: 'https://up.example/a', text: 'Lire' },
    ],
    [
      aContent({ type: 'image', text: '', media: [aMedium()], options: { replyControl: 'mentioned_only' } }),
      {
        media_type: 'IMAGE',
        image_url: 'https://media.example/medium',
        alt_text: 'Le café',
        reply_control: 'mentioned_only',
      },
    ],
    [
      aContent({ type: 'video', text: 'Film', media: [aMedium({ kind: 'video', mime: 'video/mp4' })] }),
      {
        media_type: 'VIDEO',
        video_url: 'https://media.example/medium',
        alt_text: 'Le café',
        text: 'Film',
      },
    ],
  ])('makes the container of %o', async (content, form) => {
    network.answer(() => ({ body: { id: '17' } }));
    await runStep(threads, network.io(threads, content), 'container');
    expect(network.requests[0]?.path).toBe('/v1.0/1001/threads');
    expect(forms()).toEqual([form]);
  });

  it('says what a carousel says once, and not on its children', async () => {
    const video = aMedium({ id: 'film', kind: 'video', mime: 'video/mp4', altText: '' });
    const content = aContent({
      type: 'images',
      text: 'Deux',
      media: [aMedium(), video],
      options: { replyControl: 'followers_only' },
    });
    network.answer(() => ({ body: { id: '17' } }));
    const io = network.io(threads, content);
    await runStep(threads, io, 'child-0');
    await runStep(threads, io, 'child-1');
    const child = { made: 1, polls: 0 };
    const progress = { 'child-0': { id: '1', ...child }, 'child-1': { id: '2', ...child } };
    await runStep(threads, { ...io, progress }, 'container');
    expect(forms()).toEqual([
      {
        is_carousel_item: 'true',
        media_type: 'IMAGE',
        image_url: 'https://media.example/medium',
        alt_text: 'Le café',
      },
      { is_carousel_item: 'true', media_type: 'VIDEO', video_url: 'https://media.example/film' },
      { media_type: 'CAROUSEL', children: '1,2', text: 'Deux', reply_control: 'followers_only' },
    ]);
  });

  it.each([
    [24, 4279009, 'transient', true],
    [4, 2207051, 'unknown', false],
    [24, undefined, 'permanent', true],
    [10, 4279067, 'auth', true],
    [100, 4279013, 'auth', true],
    [9, 2207042, 'rate_limited', true],
    ['190', 463, 'auth', true],
  ] as const)('publishing answered %s/%s is %s, refused: %s', async (code, subcode, expected, refused) => {
    network.answer(() => ({
      status: 400,
      body: {
        error: { message: 'x', type: 'THApiException', code, error_subcode: subcode, is_transient: false },
      },
    }));
    const io = network.io(threads, words, { progress: ready });
    expect(await failureOf(runStep(threads, io, 'publish'))).toMatchObject({ class: expected, refused });
  });

  it.each([
    ['FINISHED', 'no'],
    ['EXPIRED', 'no'],
    ['ERROR', 'unclear'],
  ])('a container %s means %s', async (status, found) => {
    network.answer(() => ({ body: { status } }));
    const io = { ...network.io(threads, words, { progress: ready }), since };
    expect((await threads.reconcile(io)).found).toBe(found);
  });

  it('finds the post a published container became, and never takes one of two', async () => {
    const row = (id: string, timestamp: string, media_type = 'TEXT_POST') => ({
      id,
      text: words.text,
      timestamp,
      media_type,
      permalink: `https://www.threads.com/@upcafe/post/${id}`,
    });
    let data = [
      row('3', '2026-11-22T10:00:05+0000'),
      row('2', '2026-11-22T09:00:00+0000'),
      row('1', '2026-11-22T10:00:06+0000', 'IMAGE'),
    ];
    network.answer(({ path }) => ({
      body: path.endsWith('/threads') ? { data } : { status: 'PUBLISHED' },
    }));
    const io = { ...network.io(threads, words, { progress: ready }), since };
    const remoteUrl = 'https://www.threads.com/@upcafe/post/3';
    expect(await threads.reconcile(io)).toEqual({ found: 'yes', remoteId: '3', remoteUrl });
    data = [...data, row('4', '2026-11-22T10:00:08+0000')];
    expect(await threads.reconcile(io)).toEqual({
      found: 'yes',
      remoteId: null,
      remoteUrl: 'https://www.threads.com/@upcafe',
    });
  });

  it('replies to its own post in one call, and finds only replies of its own', async () => {
    network.answer(() => ({ body: { id: '19' } }));
    const io = network.io(threads, words);
    expect(await threads.comment?.(io, '18', 'Venez !')).toEqual({ commentId: '19' });
    expect(forms()).toEqual([
      { media_type: 'TEXT', text: 'Venez !', reply_to_id: '18', auto_publish_text: 'true' },
    ]);
    const reply = { id: '19', text: 'Venez !', username: 'voisine', is_reply_owned_by_me: false };
    network.answer(() => ({ body: { data: [reply] } }));
    expect(await threads.findComment?.(io, '18', 'Venez !')).toBe('no');
    network.answer(() => ({ body: { data: [{ ...reply, is_reply_owned_by_me: true }] } }));
    expect(await threads.findComment?.(io, '18', 'Venez !')).toBe('yes');
  });

  it('reads ids as texts, also where they come as numbers', async () => {
    network.answer(() => ({ body: '{"id":25100000000000105,"username":"up"}' }));
    const account = { remoteId: '', handle: '' };
    expect(await threads.account({ ...network.io(threads, words), account })).toEqual({
      remoteId: '25100000000000105',
      name: 'up',
      handle: 'up',
    });
    expect(network.requests[0]?.path).toBe('/v1.0/me');
  });

  it('refreshes only a token that expires, by the network’s own clock', async () => {
    network.answer(() => ({
      headers: { date: 'Sun, 22 Nov 2026 10:00:00 GMT' },
      body: { access_token: 'THAAnew', expires_in: 3_600 },
    }));
    const io = network.io(threads, words);
    const app = { clientId: 'id', clientSecret: 'secret' };
    expect(await threads.refresh?.(io, app)).toBeNull();
    const credential = { accessToken: 'THAAold', expiresAt: since };
    expect(await threads.refresh?.({ ...io, credential }, app)).toEqual({
      accessToken: 'THAAnew',
      expiresAt: '2026-11-22T11:00:00.000Z',
    });
    expect(network.requests.at(-1)?.path).toBe('/refresh_access_token');
    expect(network.requests.at(-1)?.query.get('grant_type')).toBe('th_refresh_token');
    expect(network.requests.at(-1)?.headers.authorization).toBeUndefined();
  });

  it('takes 500 characters, of which an emoji has its bytes, and five links', () => {
    const errors = (content: Parameters<typeof checkContent>[1]) =>
      checkContent('threads', content)
        .filter(({ severity }) => severity === 'error')
        .map(({ code, actual }) => [code, actual]);
    const text = (said: string) => errors(aContent({ type: 'text', text: said }));
    expect(text('é'.repeat(500))).toEqual([]);
    expect(text('é'.repeat(501))).toEqual([['text_too_long', 501]]);
    expect(text('é'.repeat(496) + '🎉')).toEqual([]);
    expect(text('é'.repeat(497) + '🎉')).toEqual([['text_too_long', 501]]);
    const links = (count: number) => Array.from({ length: count }, (_, n) => `https://up.example/${n}`);
    const post = (count: number, link = 'https://up.example/0') =>
      errors(aContent({ type: 'link', text: links(count).join(' '), link }));
    expect(post(5)).toEqual([]);
    expect(post(5, 'https://up.example/other')).toEqual([['links_too_many', 6]]);
    expect(post(6)).toEqual([['links_too_many', 6]]);
  });
});
