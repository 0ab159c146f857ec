import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mp4, TestBench } from '../testing/bench.js';
import { chunkProblem } from './init.js';

const ME = '7000000000000000001';
const MB = 1_000_000;

describe('TikTok', () => {
  let bench: TestBench;
  const headers = { authorization: 'Bearer act.1' };
  const call = (path: string, body: unknown = {}) => bench.json(`/tiktok/v2/${path}/`, body, headers);
  const init = (size: number, chunk: number, count: number, privacy = 'PUBLIC_TO_EVERYONE') =>
    call('post/publish/video/init', {
      post_info: { title: 'Une vidéo #up', privacy_level: privacy },
      source_info: { source: 'FILE_UPLOAD', video_size: size, chunk_size: chunk, total_chunk_count: count },
    });
  const open = async (size: number, chunk: number, count: number, privacy?: string) =>
    (await init(size, chunk, count, privacy)).json<{ data: { publish_id: string; upload_url: string } }>()
      .data;
  const put = (url: string, film: Buffer, first: number, last: number) =>
    bench.send('PUT', url, {
      body: new Uint8Array(film.subarray(first, last + 1)),
      headers: { 'content-type': 'video/mp4', 'content-range': `bytes ${first}-${last}/${film.length}` },
    });
  const status = (id: string) => call('post/publish/status/fetch', { publish_id: id });

  beforeEach(async () => {
    bench = await TestBench.start();
    bench.control.createAccount({
      platform: 'tiktok',
      id: ME,
      name: 'Up',
      handle: 'up',
      token: 'act.1',
      refreshToken: 'rft.1',
    });
  });
  afterEach(() => bench.stop());

  it.each([
    [4 * MB, 4 * MB, 1, true],
    [4 * MB, 2 * MB, 2, false],
    [50 * MB, 10 * MB, 5, true],
    [55 * MB, 10 * MB, 5, true],
    [55 * MB, 10 * MB, 6, false],
    [70 * MB, 70 * MB, 1, false],
    [60 * MB, 60 * MB, 1, true],
    [128 * MB, 64 * MB, 2, true],
  ])('size %i in chunks of %i, %i of them: %s', (size, chunk, count, fine) => {
    expect(chunkProblem(size, chunk, count) === null).toBe(fine);
  });

  it('publishes once, when the last chunk is here, and tells the id later', async () => {
    const film = mp4(11 * MB);
    const { publish_id: id, upload_url: url } = await open(film.length, 5 * MB, 2);
    expect(id).toMatch(/^v_pub_file~/);
    const early = await put(url, film, 5 * MB, 11 * MB - 1);
    expect([early.status, early.headers.get('content-range')]).toEqual([416, 'bytes */11000000']);
    const one = await put(url, film, 0, 5 * MB - 1);
    expect([one.status, one.headers.get('content-range')]).toEqual([206, 'bytes 0-4999999/11000000']);
    expect((await status(id)).json()).toMatchObject({
      data: { status: 'PROCESSING_UPLOAD', uploaded_bytes: 5 * MB },
    });
    bench.clock.advance(60_000);
    expect(bench.control.feed().items).toEqual([]);
    expect((await put(url, film, 5 * MB, 11 * MB - 1)).status).toBe(201);
    expect((await put(url, film, 5 * MB, 11 * MB - 1)).status).toBe(416);
    bench.clock.advance(1500);
    expect((await status(id)).json()).toMatchObject({
      data: { status: 'PUBLISH_COMPLETE', publicaly_available_post_id: [] },
      error: { code: 'ok' },
    });
    bench.clock.advance(1000);
    const [item] = bench.control.feed().items;
    expect((await status(id)).text).toContain(`"publicaly_available_post_id":[${item?.id ?? ''}]`);
    expect(Number(item?.id)).toBeGreaterThan(Number.MAX_SAFE_INTEGER);
    expect(bench.control.ledger({ kind: 'published' }).entries).toHaveLength(1);
    expect(item?.arrivedAt).toBe('2026-11-22T09:01:00.000Z');
    bench.clock.advance(1000);
    const list = await bench.json('/tiktok/v2/video/list/?fields=id,title', { max_count: 5 }, headers);
    expect(list.json()).toMatchObject({
      data: { videos: [{ id: item?.id, title: 'Une vidéo #up' }], has_more: false },
    });
    const film2 = await fetch(`${bench.origin}${item?.media[0]?.url ?? ''}`);
    expect((await film2.arrayBuffer()).byteLength).toBe(film.length);
  });

  it('lets an upload address die after an hour, and knows unknown ones', async () => {
    const film = mp4();
    const { upload_url: url } = await open(film.length, film.length, 1);
    bench.clock.advance(3_600_001);
    expect((await put(url, film, 0, film.length - 1)).status).toBe(403);
    expect((await put(`${bench.origin}/tiktok/upload/?upload_id=1`, film, 0, film.length - 1)).status).toBe(
      404,
    );
  });

  it('never shows private posts, and fails what is no video', async () => {
    const film = mp4();
    const mine = await open(film.length, film.length, 1, 'SELF_ONLY');
    await put(mine.upload_url, film, 0, film.length - 1);
    const junk = Buffer.alloc(4096, 1);
    const bad = await open(junk.length, junk.length, 1);
    await put(bad.upload_url, junk, 0, junk.length - 1);
    bench.clock.advance(60_000);
    expect(bench.control.feed().items).toEqual([]);
    expect((await status(mine.publish_id)).json()).toMatchObject({
      data: { status: 'PUBLISH_COMPLETE', publicaly_available_post_id: [] },
    });
    expect((await status(bad.publish_id)).json()).toMatchObject({
      data: { status: 'FAILED', fail_reason: 'file_format_check_failed' },
    });
  });

  it('offers other privacy levels to a private account, and holds to them', async () => {
    bench.control.patchAccount('tiktok', ME, { private: true });
    const info = await call('post/publish/creator_info/query');
    expect(info.json()).toMatchObject({
      data: { privacy_level_options: ['FOLLOWER_OF_CREATOR', 'MUTUAL_FOLLOW_FRIENDS', 'SELF_ONLY'] },
    });
    const refused = await init(4 * MB, 4 * MB, 1);
    expect(refused.status).toBe(403);
    expect(refused.json()).toMatchObject({ error: { code: 'privacy_level_option_mismatch' } });
  });

  it('cancels before the last chunk only', async () => {
    const film = mp4();
    const task = await open(film.length, film.length, 1);
    expect((await call('post/publish/cancel', { publish_id: task.publish_id })).json()).toMatchObject({
      error: { code: 'ok' },
    });
    expect((await put(task.upload_url, film, 0, film.length - 1)).status).toBe(416);
    expect((await status(task.publish_id)).json()).toMatchObject({
      data: { fail_reason: 'publish_cancelled' },
    });
  });

  it('rotates refresh tokens', async () => {
    const refresh = (token: string) =>
      bench.form('/tiktok/v2/oauth/token/', {
        client_key: 'key',
        client_secret: 'secret',
        grant_type: 'refresh_token',
        refresh_token: token,
      });
    const fresh = (await refresh('rft.1')).json<{
      access_token: string;
      refresh_token: string;
      expires_in: number;
    }>();
    expect(fresh.expires_in).toBe(7200);
    const reuse = await refresh('rft.1');
    expect([reuse.status, reuse.json().error]).toEqual([200, 'invalid_grant']);
    expect((await call('post/publish/creator_info/query')).status).toBe(401);
    const info = await bench.get(
      '/tiktok/v2/user/info/',
      { fields: 'open_id' },
      { authorization: `Bearer ${fresh.access_token}` },
    );
    expect(info.json()).toMatchObject({ data: { user: { open_id: ME } }, error: { code: 'ok' } });
  });
});
