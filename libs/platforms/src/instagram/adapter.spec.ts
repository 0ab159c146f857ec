import {
  aContent,
  aMedium,
  failureOf,
  runStep,
  startNetworkDouble,
  type NetworkDouble,
} from '../../../../test/support/network-double.js';
import { instagram } from './adapter.js';

describe('instagram', () => {
  let network: NetworkDouble;
  beforeAll(async () => {
    network = await startNetworkDouble();
  });
  afterAll(() => network.close());
  const photo = aContent({ type: 'image', media: [aMedium()] });
  const ready = { container: { id: '17', made: 1, polls: 0 } };
  const since = '2026-11-22T10:00:00.000Z';

  it('makes the children, then the carousel, with descriptions and public addresses', async () => {
    const video = aMedium({ id: 'film', kind: 'video', mime: 'video/mp4' });
    const content = aContent({ type: 'images', media: [aMedium(), video] });
    network.answer(() => ({ body: { id: '17' } }));
    const io = network.io(instagram, content);
    expect(instagram.plan(content).map((step) => step.name)).toEqual([
      'quota',
      'child-0',
      'child-1',
      'container',
      'publish',
      'permalink',
    ]);
    await runStep(instagram, io, 'child-0');
    await runStep(instagram, io, 'child-1');
    const child = { made: 1, polls: 0 };
    await runStep(
      instagram,
      { ...io, progress: { 'child-0': { id: '1', ...child }, 'child-1': { id: '2', ...child } } },
      'container',
    );
    expect(network.requests.map(({ body }) => Object.fromEntries(new URLSearchParams(body)))).toEqual([
      { is_carousel_item: 'true', image_url: 'https://media.example/medium', alt_text: 'Le café' },
      { is_carousel_item: 'true', media_type: 'VIDEO', video_url: 'https://media.example/film' },
      { media_type: 'CAROUSEL', children: '1,2', caption: content.text },
    ]);
  });

  it('makes a failed container again twice, then gives up', async () => {
    const status = 'Error: Media upload has failed with error code 2207082';
    network.answer(({ method }) => ({
      body: method === 'POST' ? { id: '18' } : { status_code: 'ERROR', status },
    }));
    const after = (made: number) =>
      runStep(
        instagram,
        network.io(instagram, photo, { progress: { container: { id: '17', made, polls: 4 } } }),
        'container',
      );
    expect(await after(1)).toMatchObject({ state: 'wait', output: { id: '18', made: 2, polls: 0 } });
    expect(await after(2)).toMatchObject({ state: 'wait', output: { made: 3 } });
    expect(await failureOf(after(3))).toMatchObject({
      class: 'permanent',
      hint: 'media_processing_failed',
      message: status,
    });
  });

  it('takes a missing status_code for work in progress', async () => {
    network.answer(() => ({ body: { id: '17' } }));
    expect(
      await runStep(instagram, network.io(instagram, photo, { progress: ready }), 'container'),
    ).toMatchObject({ state: 'wait' });
  });

  it.each([
    [4, 2207051, 'unknown', false],
    [24, 2207006, 'unknown', false],
    [-1, 2207001, 'transient', false],
    [9, 2207042, 'rate_limited', true],
    [9007, 2207027, 'transient', true],
    [24, 2207008, 'transient', true],
    [25, 2207050, 'auth', true],
    [36003, 2207009, 'permanent', true],
    [190, 460, 'auth', true],
  ] as const)('publishing answered %s/%s is %s, refused: %s', async (code, subcode, expected, refused) => {
    network.answer(() => ({ status: 400, body: { error: { message: 'x', code, error_subcode: subcode } } }));
    const detail = await failureOf(
      runStep(instagram, network.io(instagram, photo, { progress: ready }), 'publish'),
    );
    expect(detail).toMatchObject({ class: expected, refused });
    expect(detail.restartFrom).toBe(subcode === 2207008 ? 'quota' : undefined);
  });

  it.each([
    ['FINISHED', 'no'],
    ['EXPIRED', 'no'],
    ['ERROR', 'unclear'],
  ])('a container %s means %s', async (status_code, found) => {
    network.answer(() => ({ body: { status_code } }));
    expect(
      (await instagram.reconcile({ ...network.io(instagram, photo, { progress: ready }), since })).found,
    ).toBe(found);
  });

  it('finds the media a published container became, and never takes one of two', async () => {
    const row = (id: string, timestamp: string, caption = photo.text) => ({
      id,
      caption,
      timestamp,
      media_type: 'IMAGE',
      permalink: `https://www.instagram.com/p/${id}/`,
    });
    let data = [
      row('3', '2026-11-22T10:00:05+0000'),
      row('2', '2026-11-22T09:00:00+0000'),
      row('1', '2026-11-22T10:00:06+0000', 'autre'),
    ];
    network.answer(({ path }) => ({
      body: path.endsWith('/media') ? { data } : { status_code: 'PUBLISHED' },
    }));
    const io = { ...network.io(instagram, photo, { progress: ready }), since };
    expect(await instagram.reconcile(io)).toEqual({
      found: 'yes',
      remoteId: '3',
      remoteUrl: 'https://www.instagram.com/p/3/',
    });
    data = [...data, row('4', '2026-11-22T10:00:08+0000')];
    expect(await instagram.reconcile(io)).toEqual({
      found: 'yes',
      remoteId: null,
      remoteUrl: 'https://www.instagram.com/upcafe',
    });
  });

  it.each([
    ['image' as const, 'image_url'],
    ['video' as const, 'video_url'],
  ])('sends a story of a %s without words or description', async (kind, address) => {
    network.answer(() => ({ body: { id: '17' } }));
    const content = aContent({ type: kind, media: [aMedium({ kind })], options: { placement: 'story' } });
    await runStep(instagram, network.io(instagram, content), 'container');
    expect(Object.fromEntries(new URLSearchParams(network.requests[0]?.body))).toEqual({
      media_type: 'STORIES',
      [address]: 'https://media.example/medium',
    });
  });

  describe('people, place and cover', () => {
    const options = {
      userTags: 'up 20 80, sos',
      collaborators: '@ami, cafe',
      location: '42',
      coverAt: '1,5',
    };
    const sent = async (content: ReturnType<typeof aContent>, step: string, progress = {}) => {
      network.answer(() => ({ body: { id: '17' } }));
      await runStep(instagram, network.io(instagram, content, { progress }), step);
      const fields = new URLSearchParams(network.requests[0]?.body);
      for (const name of ['caption', 'image_url', 'video_url', 'alt_text', 'media_type']) fields.delete(name);
      return Object.fromEntries(fields);
    };
    const around = { collaborators: '["ami","cafe"]', location_id: '42' };

    it('go with a photo: who has no place stands in its middle', async () => {
      expect(await sent({ ...photo, options }, 'container')).toEqual({
        ...around,
        user_tags: '[{"username":"up","x":0.2,"y":0.8},{"username":"sos","x":0.6666666666666666,"y":0.5}]',
      });
    });

    it('go with a reel: names without places, and its cover', async () => {
      const film = aMedium({ kind: 'video', mime: 'video/mp4' });
      expect(await sent(aContent({ type: 'video', media: [film], options }), 'container')).toEqual({
        ...around,
        user_tags: '[{"username":"up"},{"username":"sos"}]',
        thumb_offset: '1500',
        share_to_feed: 'true',
      });
    });

    it('go with a carousel, never with its parts, and not with a story', async () => {
      const content = aContent({ type: 'images', media: [aMedium(), aMedium({ id: 'two' })], options });
      expect(await sent(content, 'child-0')).toEqual({ is_carousel_item: 'true' });
      const child = { id: '1', made: 1, polls: 0 };
      expect(await sent(content, 'container', { 'child-0': child, 'child-1': child })).toEqual({
        children: '1,1',
        ...around,
      });
      expect(await sent({ ...photo, options: { ...options, placement: 'story' } }, 'container')).toEqual({});
    });
  });

  it('finds a story among the stories, by type and time', async () => {
    const row = (id: string, media_type: string, timestamp: string) => ({
      id,
      media_type,
      timestamp,
      permalink: `https://www.instagram.com/stories/upcafe/${id}`,
    });
    const data = [
      row('3', 'IMAGE', '2026-11-22T10:00:05+0000'),
      row('2', 'VIDEO', '2026-11-22T10:00:05+0000'),
      row('1', 'IMAGE', '2026-11-22T09:00:00+0000'),
    ];
    network.answer(({ path }) => ({
      body: path.endsWith('/stories') ? { data } : { status_code: 'PUBLISHED' },
    }));
    const story = { ...photo, options: { placement: 'story' } };
    const io = { ...network.io(instagram, story, { progress: ready }), since };
    expect(await instagram.reconcile(io)).toEqual({
      found: 'yes',
      remoteId: '3',
      remoteUrl: 'https://www.instagram.com/stories/upcafe/3',
    });
    expect(await instagram.search({ ...io, until: since })).toBeNull();
  });

  it('refreshes only a token that expires, by the network’s own clock', async () => {
    network.answer(() => ({
      headers: { date: 'Sun, 22 Nov 2026 10:00:00 GMT' },
      body: { access_token: 'IGAAnew', expires_in: 3_600 },
    }));
    const io = network.io(instagram, photo);
    const app = { clientId: 'id', clientSecret: 'secret' };
    expect(await instagram.refresh?.(io, app)).toBeNull();
    const credential = { accessToken: 'IGAAold', expiresAt: since };
    expect(await instagram.refresh?.({ ...io, credential }, app)).toEqual({
      accessToken: 'IGAAnew',
      expiresAt: '2026-11-22T11:00:00.000Z',
    });
    expect(network.requests.at(-1)?.query.get('access_token')).toBe('IGAAold');
    expect(network.requests.at(-1)?.headers.authorization).toBeUndefined();
  });
});
