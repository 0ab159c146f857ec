import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { fileServer, jpeg, mp4, TestBench } from '../testing/bench.js';

const USER = '25000000000000001';
const API = '/threads/v1.0';

describe('Threads', () => {
  let bench: TestBench;
  let files: Awaited<ReturnType<typeof fileServer>>;
  const auth = { access_token: 'th-token' };
  const create = (params: Record<string, string>) =>
    bench.form(`${API}/${USER}/threads`, { ...auth, ...params });
  const publish = (id: string) => bench.form(`${API}/${USER}/threads_publish`, { ...auth, creation_id: id });
  const read = async (id: string, fields: string) =>
    (await bench.get(`${API}/${id}`, { ...auth, fields })).json<Record<string, string>>();
  const idOf = (answer: { json<T>(): T }) => answer.json<{ id: string }>().id;
  /** Once its medium was fetched and processed. */
  const finished = async (id: string): Promise<Record<string, string>> => {
    for (let tries = 0; tries < 100; tries++) {
      bench.clock.advance(2_000);
      const container = await read(id, 'status,error_message');
      if (container.status !== 'IN_PROGRESS') return container;
      await new Promise((done) => setTimeout(done, 10));
    }
    throw new Error('the container is never finished');
  };

  beforeEach(async () => {
    bench = await TestBench.start();
    files = await fileServer({
      '/photo.jpg': jpeg(1080, 1080),
      '/strip.jpg': jpeg(2000, 100),
      '/film.mp4': mp4(),
      '/fake.mp4': Buffer.from('not a film at all'),
    });
    bench.control.createAccount({
      platform: 'threads',
      id: USER,
      name: 'Up',
      handle: 'up',
      token: 'th-token',
    });
  });
  afterEach(async () => {
    files.close();
    await bench.stop();
  });

  it('publishes words once their container is ready, with another id, and tells where', async () => {
    const container = idOf(await create({ media_type: 'TEXT', text: 'Éclat' }));
    expect((await publish(container)).json()).toMatchObject({
      error: { code: 24, error_subcode: 4279009, is_transient: false },
    });
    expect(bench.control.feed().items).toEqual([]);
    expect(await finished(container)).toMatchObject({ status: 'FINISHED' });
    const post = idOf(await publish(container));
    expect(post).not.toBe(container);
    expect(await read(container, 'status')).toMatchObject({ status: 'PUBLISHED' });
    expect(idOf(await publish(container))).toBe(post);
    expect(bench.control.feed().items).toMatchObject([{ id: post, text: 'Éclat' }]);
    bench.clock.advance(1_000);
    expect((await read(post, 'permalink')).permalink).toMatch(/^https:\/\/www\.threads\.com\/@up\/post\//);
    expect(await read(post, 'status')).toMatchObject({ error: { code: 100 } });
  });

  it('does not know a finished container on a replica that is behind', async () => {
    bench.control.changeSettings({ platform: 'threads', replicationMs: 60_000 });
    const container = idOf(await create({ media_type: 'TEXT', text: 'Vite' }));
    expect(await finished(container)).toMatchObject({ status: 'FINISHED' });
    expect((await publish(container)).json()).toMatchObject({ error: { error_subcode: 4279009 } });
    bench.clock.advance(60_000);
    expect((await publish(container)).status).toBe(200);
  });

  it.each([
    [{ media_type: 'REELS', text: 'x' }, /media_type/],
    [{ media_type: 'TEXT', text: ' ' }, /blank/],
    [{ media_type: 'TEXT', text: 'x'.repeat(501) }, /at most 500 characters/],
    [{ media_type: 'IMAGE', text: 'x' }, /image_url/],
    [{ media_type: 'TEXT', text: 'x', reply_control: 'nobody' }, /reply_control/],
    [
      { media_type: 'TEXT', text: [1, 2, 3, 4, 5, 6].map((n) => `https://a.fr/${n}`).join(' ') },
      /LINK_LIMIT_EXCEEDED/,
    ],
    [{ media_type: 'CAROUSEL', children: '1' }, /2 to 20/],
  ])('refuses %o', async (params, message) => {
    const answer = await create(params);
    expect(answer.status).toBe(400);
    expect(answer.json<{ error: { message: string } }>().error.message).toMatch(message);
  });

  it('shows in the container’s state what is wrong with a file', async () => {
    const [film, strip, gone] = [
      idOf(await create({ media_type: 'VIDEO', video_url: `${files.origin}/fake.mp4` })),
      idOf(await create({ media_type: 'IMAGE', image_url: `${files.origin}/strip.jpg` })),
      idOf(await create({ media_type: 'IMAGE', image_url: `${files.origin}/gone.jpg` })),
    ];
    expect(await finished(film)).toMatchObject({ status: 'ERROR', error_message: 'FAILED_PROCESSING_VIDEO' });
    expect(await finished(strip)).toMatchObject({ status: 'ERROR', error_message: 'INVALID_ASPEC_RATIO' });
    expect(await finished(gone)).toMatchObject({ status: 'ERROR' });
  });

  it('publishes a carousel whole, and its children never alone', async () => {
    const item = { is_carousel_item: 'true' };
    const children = [
      idOf(
        await create({
          ...item,
          media_type: 'IMAGE',
          image_url: `${files.origin}/photo.jpg`,
          alt_text: 'Un',
        }),
      ),
      idOf(await create({ ...item, media_type: 'VIDEO', video_url: `${files.origin}/film.mp4` })),
    ];
    for (const child of children) await finished(child);
    expect((await publish(children[0] ?? '')).status).toBe(400);
    const carousel = idOf(
      await create({ media_type: 'CAROUSEL', children: children.join(','), text: 'Deux' }),
    );
    await finished(carousel);
    await publish(carousel);
    expect(bench.control.feed().items).toMatchObject([
      { text: 'Deux', media: [{ kind: 'image', altText: 'Un' }, { kind: 'video' }] },
    ]);
  });

  it('counts posts and replies of a day apart, and keeps replies out of the list', async () => {
    bench.control.changeSettings({ platform: 'threads', quotas: { publishPerDay: 1 } });
    const [first, second] = [
      idOf(await create({ media_type: 'TEXT', text: 'Un' })),
      idOf(await create({ media_type: 'TEXT', text: 'Deux' })),
    ];
    await finished(second);
    const post = idOf(await publish(first));
    expect((await publish(second)).json()).toMatchObject({ error: { code: 9 } });
    const reply = { media_type: 'TEXT', text: 'Et voici', reply_to_id: post, auto_publish_text: 'true' };
    expect((await create(reply)).status).toBe(200);
    const limit = await bench.get(`${API}/${USER}/threads_publishing_limit`, {
      ...auth,
      fields: 'quota_usage,config,reply_quota_usage',
    });
    expect(limit.json()).toEqual({
      data: [{ quota_usage: 1, config: { quota_total: 1, quota_duration: 86_400 }, reply_quota_usage: 1 }],
    });
    bench.clock.advance(1_000);
    const list = await bench.get(`${API}/${USER}/threads`, { ...auth, fields: 'id,text' });
    expect(list.json()).toMatchObject({ data: [{ id: post, text: 'Un' }] });
    const replies = await bench.get(`${API}/${post}/replies`, {
      ...auth,
      fields: 'text,is_reply_owned_by_me',
    });
    expect(replies.json()).toMatchObject({ data: [{ text: 'Et voici', is_reply_owned_by_me: true }] });
  });
});
