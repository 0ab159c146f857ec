import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { fileServer, jpeg, mp4, TestBench } from '../testing/bench.js';

const IG = '17800000000000001';
const API = '/instagram/v25.0';

describe('Instagram', () => {
  let bench: TestBench;
  let files: Awaited<ReturnType<typeof fileServer>>;
  const auth = { access_token: 'ig-token' };
  const create = (params: Record<string, string>) => bench.form(`${API}/${IG}/media`, { ...auth, ...params });
  const publish = (id: string) => bench.form(`${API}/${IG}/media_publish`, { ...auth, creation_id: id });
  const status = async (id: string) =>
    (await bench.get(`${API}/${id}`, { ...auth, fields: 'status_code,status' })).json<{
      status_code: string;
      status: string;
    }>();
  const idOf = (answer: { json<T>(): T }) => answer.json<{ id: string }>().id;

  beforeEach(async () => {
    bench = await TestBench.start();
    files = await fileServer({
      '/photo.jpg': jpeg(1080, 1080),
      '/tall.jpg': jpeg(1080, 1920),
      '/fake.jpg': Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
      '/film.mp4': mp4(),
      '/fake.mp4': Buffer.from('not a film at all'),
    });
    bench.control.createAccount({
      platform: 'instagram',
      id: IG,
      name: 'Up',
      handle: 'up',
      token: 'ig-token',
    });
  });
  afterEach(async () => {
    files.close();
    await bench.stop();
  });

  it('publishes a photo it fetched itself, once its container is ready', async () => {
    const container = idOf(
      await create({ image_url: `${files.origin}/photo.jpg`, caption: 'Éclat', alt_text: 'Un café' }),
    );
    expect(files.hits).toEqual(['/photo.jpg']);
    expect(await status(container)).toMatchObject({ status_code: 'IN_PROGRESS' });
    expect((await publish(container)).json()).toMatchObject({
      error: { code: 9007, error_subcode: 2207027 },
    });
    expect(bench.control.feed().items).toEqual([]);
    bench.clock.advance(500);
    expect(await status(container)).toMatchObject({ status_code: 'FINISHED' });
    const media = idOf(await publish(container));
    expect(media).not.toBe(container);
    expect(await status(container)).toMatchObject({ status_code: 'PUBLISHED' });
    expect(idOf(await publish(container))).toBe(media);
    const [item] = bench.control.feed().items;
    expect(item).toMatchObject({ id: media, text: 'Éclat', media: [{ kind: 'image', altText: 'Un café' }] });
    const picture = await fetch(`${bench.origin}${item?.media[0]?.url ?? ''}`);
    expect(picture.headers.get('content-type')).toBe('image/jpeg');
    expect(Buffer.from(await picture.arrayBuffer())).toEqual(jpeg(1080, 1080));
  });

  it.each([
    ['/tall.jpg', 36003, 2207009],
    ['/fake.jpg', 36001, 2207005],
    ['/missing.jpg', 9004, 2207052],
    ['/moved', 9004, 2207052],
  ])('refuses %s with %i/%i', async (path, code, subcode) => {
    const answer = await create({ image_url: `${files.origin}${path}` });
    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ error: { code, error_subcode: subcode } });
  });

  /** The fetch happens behind the request. */
  const settled = async (id: string): Promise<string> => {
    for (let i = 0; i < 50; i++) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      bench.clock.advance(2000);
      const { status_code: code, status: text } = await status(id);
      if (code !== 'IN_PROGRESS') return `${code} ${text}`;
    }
    return 'never';
  };

  it('fetches a reel behind the request, and tells what is wrong in its status', async () => {
    const good = idOf(
      await create({ media_type: 'REELS', video_url: `${files.origin}/film.mp4`, caption: 'Film' }),
    );
    const bad = idOf(await create({ media_type: 'REELS', video_url: `${files.origin}/fake.mp4` }));
    expect(await settled(good)).toMatch(/^FINISHED/);
    expect(await settled(bad)).toBe('ERROR Error: Media upload has failed with error code 2207026');
    expect((await publish(bad)).status).toBe(400);
    expect((await publish(good)).status).toBe(200);
    expect(bench.control.feed().items[0]?.media[0]?.kind).toBe('video');
  });

  it('takes the bytes of a resumable upload', async () => {
    const { id, uri } = (await create({ media_type: 'REELS', upload_type: 'resumable' })).json<{
      id: string;
      uri: string;
    }>();
    expect(uri.startsWith(bench.origin)).toBe(true);
    const film = mp4();
    const headers = { authorization: 'OAuth ig-token', file_size: String(film.length) };
    const wrong = await bench.send('POST', uri, {
      body: new Uint8Array(film),
      headers: { ...headers, offset: '9' },
    });
    expect(wrong.json()).toMatchObject({ debug_info: { type: 'OffsetInvalidError' } });
    const sent = await bench.send('POST', uri, {
      body: new Uint8Array(film),
      headers: { ...headers, offset: '0' },
    });
    expect(sent.json()).toMatchObject({ success: true });
    bench.clock.advance(1500);
    expect(await status(id)).toMatchObject({ status_code: 'FINISHED' });
  });

  it('gathers a carousel of 2 to 10 children', async () => {
    const child = async () =>
      idOf(await create({ image_url: `${files.origin}/photo.jpg`, is_carousel_item: 'true' }));
    const children = [await child(), await child()];
    const single = await create({ media_type: 'CAROUSEL', children: children[0] ?? '' });
    expect(single.json()).toMatchObject({ error: { error_subcode: 2207028 } });
    const parent = idOf(await create({ media_type: 'CAROUSEL', children: children.join(), caption: 'Deux' }));
    expect(await status(parent)).toMatchObject({ status_code: 'IN_PROGRESS' });
    bench.clock.advance(500);
    const media = idOf(await publish(parent));
    bench.clock.advance(1000);
    const read = await bench.get(`${API}/${media}`, { ...auth, fields: 'media_type,permalink,caption' });
    expect(read.json()).toMatchObject({ media_type: 'CAROUSEL_ALBUM', caption: 'Deux' });
    expect((await bench.get(`${API}/${media}`, { ...auth, fields: 'status' })).json()).toMatchObject({
      error: { code: 100 },
    });
  });

  it('expires containers after a day and counts publications', async () => {
    const old = idOf(await create({ image_url: `${files.origin}/photo.jpg` }));
    bench.clock.advance(86_400_001);
    expect(await status(old)).toMatchObject({ status_code: 'EXPIRED' });
    expect((await publish(old)).json()).toMatchObject({ error: { code: 24, error_subcode: 2207008 } });
    bench.control.changeSettings({ platform: 'instagram', quotas: { publishPerDay: 1 } });
    for (const code of [200, 400]) {
      const container = idOf(await create({ image_url: `${files.origin}/photo.jpg` }));
      bench.clock.advance(500);
      expect((await publish(container)).status).toBe(code);
    }
    const limit = await bench.get(`${API}/${IG}/content_publishing_limit`, {
      ...auth,
      fields: 'quota_usage,config',
    });
    expect(limit.json()).toEqual({
      data: [{ quota_usage: 1, config: { quota_total: 1, quota_duration: 86_400 } }],
    });
  });

  it('lists media after the lag, and comments under them', async () => {
    const container = idOf(await create({ image_url: `${files.origin}/photo.jpg`, caption: 'Liste' }));
    bench.clock.advance(500);
    const media = idOf(await publish(container));
    const list = () => bench.get(`${API}/${IG}/media`, { ...auth, fields: 'id,caption,timestamp' });
    expect((await list()).json()).toEqual({ data: [] });
    await bench.form(`${API}/${media}/comments`, { ...auth, message: 'Premier' });
    bench.clock.advance(1000);
    expect((await list()).json()).toMatchObject({ data: [{ id: media, caption: 'Liste' }] });
    expect((await bench.get(`${API}/${media}/comments`, auth)).json()).toMatchObject({
      data: [{ text: 'Premier' }],
    });
  });
});
