import {
  aContent,
  aMedium,
  failureOf,
  runStep,
  startNetworkDouble,
  type NetworkDouble,
} from '../../../../test/support/network-double.js';
import { facebook } from './adapter.js';

describe('stories of a page', () => {
  let network: NetworkDouble;
  beforeAll(async () => {
    network = await startNetworkDouble();
  });
  afterAll(() => network.close());
  const options = { placement: 'story' };
  const photo = aContent({ type: 'image', media: [aMedium()], options });
  const film = aContent({
    type: 'video',
    media: [aMedium({ kind: 'video', mime: 'video/mp4', bytes: 1_000 })],
    options,
  });
  const uploaded = { 'story-photo': { id: '11' } };
  const begun = { 'story-video-start': { videoId: '55', uploadUrl: 'https://rupload.facebook.com/55' } };
  const since = '2026-11-22T10:00:00.000Z';
  const row = (over: Record<string, unknown>) => ({
    post_id: '900',
    status: 'PUBLISHED',
    creation_time: '2026-11-22T10:00:02+0000',
    media_type: 'photo',
    media_id: '11',
    url: 'https://www.facebook.com/stories/900/',
    ...over,
  });

  it('a photo is uploaded unseen, then made a story without words', async () => {
    network.answer(({ path }) => ({
      body: path.endsWith('/photos') ? { id: '11' } : { success: true, post_id: '900' },
    }));
    expect(facebook.plan(photo).map(({ name, effect }) => `${name} ${effect}`)).toEqual([
      'story-photo repeatable',
      'story-publish once',
      'story-link repeatable',
    ]);
    const io = network.io(facebook, photo);
    await runStep(facebook, io, 'story-photo');
    const done = await runStep(facebook, { ...io, progress: uploaded }, 'story-publish');
    expect(network.requests[1]).toMatchObject({ path: '/v25.0/1001/photo_stories', body: 'photo_id=11' });
    const progress = { ...uploaded, 'story-publish': done.output ?? null };
    expect(facebook.remotePost(progress, io.account)).toEqual({
      remoteId: '900',
      remoteUrl: 'https://www.facebook.com/900',
    });
    expect(
      facebook.remotePost({ ...progress, 'story-link': { url: row({}).url, tries: 1 } }, io.account)
        .remoteUrl,
    ).toBe(row({}).url);
  });

  it('a film is ended with its id in the query', async () => {
    network.answer(() => ({ body: { success: true, post_id: '900' } }));
    await runStep(facebook, network.io(facebook, film, { progress: begun }), 'story-publish');
    const [sent] = network.requests;
    expect(sent).toMatchObject({ path: '/v25.0/1001/video_stories', body: '' });
    expect(Object.fromEntries(sent?.query ?? [])).toEqual({ upload_phase: 'finish', video_id: '55' });
  });

  it.each([
    ['its own photo', [row({})], { found: 'yes', remoteId: '900' }],
    ['none', [], { found: 'no' }],
    ['an older one', [row({ media_id: '7', creation_time: '2026-11-22T09:00:00+0000' })], { found: 'no' }],
    ['a film', [row({ media_id: '7', media_type: 'video' })], { found: 'no' }],
    ['another photo since', [row({ media_id: '7' })], { found: 'unclear' }],
    [
      'another photo since, in seconds',
      [row({ media_id: 7, creation_time: 1795341602 })],
      { found: 'unclear' },
    ],
    [
      'another photo of an unreadable time',
      [row({ media_id: '7', creation_time: '?' })],
      { found: 'unclear' },
    ],
  ])('after a lost answer the page’s stories have %s', async (_, data, verdict) => {
    network.answer(() => ({ body: { data } }));
    const io = { ...network.io(facebook, photo, { progress: uploaded }), since };
    expect(await facebook.reconcile(io)).toMatchObject(verdict);
    expect(network.requests[0]).toMatchObject({ method: 'GET', path: '/v25.0/1001/stories' });
  });

  it('a film that says it is published is out, wherever it is listed', async () => {
    const status = { video_status: 'ready', publishing_phase: { status: 'complete' } };
    network.answer(({ path }) => ({ body: path.endsWith('/stories') ? { data: [] } : { id: '55', status } }));
    const io = { ...network.io(facebook, film, { progress: begun }), since };
    expect(await facebook.reconcile(io)).toEqual({
      found: 'yes',
      remoteId: null,
      remoteUrl: 'https://www.facebook.com/1001',
    });
    status.publishing_phase.status = 'not_started';
    expect(await facebook.reconcile(io)).toEqual({ found: 'no' });
  });

  it('a film that breaks after it was accepted is told, an address that cannot be read is not', async () => {
    const progress = { ...begun, 'story-publish': { postId: '900' } };
    let status = 'processing';
    network.answer(({ path }) =>
      path.endsWith('/stories') ? { status: 500 } : { body: { id: '55', status: { video_status: status } } },
    );
    const io = network.io(facebook, film, { progress });
    expect(await runStep(facebook, io, 'story-link')).toMatchObject({ state: 'wait', output: { tries: 1 } });
    const last = { ...io, progress: { ...progress, 'story-link': { url: null, tries: 15 } } };
    expect(await runStep(facebook, last, 'story-link')).toMatchObject({ state: 'done' });
    status = 'error';
    expect(await failureOf(runStep(facebook, io, 'story-link'))).toMatchObject({
      hint: 'media_processing_failed',
    });
  });

  it('is looked for by nothing when its handle is lost', async () => {
    network.answer(() => ({ status: 500 }));
    expect(await facebook.search({ ...network.io(facebook, photo), since, until: since })).toBeNull();
    expect(network.requests).toEqual([]);
  });
});

describe('place and button of a page’s posts', () => {
  let network: NetworkDouble;
  beforeAll(async () => {
    network = await startNetworkDouble();
  });
  afterAll(() => network.close());
  const sent = async (content: ReturnType<typeof aContent>) => {
    network.answer(() => ({ body: { id: '1001_5' } }));
    await runStep(facebook, network.io(facebook, content), 'create-hidden');
    return Object.fromEntries(new URLSearchParams(network.requests[0]?.body));
  };

  it('the button leads where the link does, and is a link’s alone', async () => {
    const options = { location: ' 42 ', callToAction: 'SIGN_UP' };
    const link = 'https://up.example/a?b=1&c=2';
    expect(await sent(aContent({ type: 'link', link, options }))).toMatchObject({
      link,
      place: '42',
      call_to_action: JSON.stringify({ type: 'SIGN_UP', value: { link } }),
    });
    expect((await sent(aContent({ options }))).call_to_action).toBeUndefined();
    expect((await sent(aContent())).place).toBeUndefined();
  });
});
