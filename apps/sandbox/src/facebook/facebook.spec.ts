import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { jpeg, mp4, TestBench } from '../testing/bench.js';

const PAGE = '61000000000000001';
const API = '/facebook/v25.0';

describe('Facebook Pages', () => {
  let bench: TestBench;
  const auth = { access_token: 'page-token' };
  const feed = (params: Record<string, string>) => bench.form(`${API}/${PAGE}/feed`, { ...auth, ...params });
  const texts = () => bench.control.feed({ platform: 'facebook' }).items.map((item) => item.text);

  beforeEach(async () => {
    bench = await TestBench.start();
    bench.control.createAccount({
      platform: 'facebook',
      id: PAGE,
      name: 'Up café',
      handle: 'upcafe',
      token: 'page-token',
    });
  });
  afterEach(() => bench.stop());

  it('keeps a hidden post to itself until it is revealed, and reveals it once', async () => {
    const { id } = (await feed({ message: 'Bonjour', published: 'false' })).json<{ id: string }>();
    expect(id).toMatch(new RegExp(`^${PAGE}_\\d{17}$`));
    expect(texts()).toEqual([]);
    bench.clock.advance(5000);
    for (const _ of [1, 2]) {
      const answer = await bench.form(`${API}/${id}`, { ...auth, is_published: 'true' });
      expect(answer.json()).toEqual({ success: true });
    }
    expect(texts()).toEqual(['Bonjour']);
    expect(bench.control.ledger({ kind: 'revealed' }).entries).toHaveLength(1);
    expect(bench.control.feed().items[0]?.arrivedAt).toBe('2026-11-22T09:00:05.000Z');
  });

  it('refuses the same words twice, also when a second hidden post is revealed', async () => {
    await feed({ message: 'Une fois' });
    const again = await feed({ message: 'Une fois' });
    expect(again.status).toBe(400);
    expect(again.json()).toMatchObject({ error: { code: 506 } });
    const hidden = (await feed({ message: 'Une fois', published: 'false' })).json<{ id: string }>();
    const reveal = await bench.form(`${API}/${hidden.id}`, { ...auth, is_published: 'true' });
    expect(reveal.json()).toMatchObject({ error: { code: 506 } });
    bench.clock.advance(601_000);
    expect((await feed({ message: 'Une fois' })).status).toBe(200);
  });

  it('shows a post to list and single reads only after the lag', async () => {
    const { id } = (await feed({ message: 'Patience' })).json<{ id: string }>();
    const list = () => bench.get(`${API}/${PAGE}/published_posts`, { ...auth, fields: 'id,message' });
    expect((await list()).json()).toEqual({ data: [] });
    expect((await bench.get(`${API}/${id}`, auth)).json()).toMatchObject({
      error: { code: 100, error_subcode: 33 },
    });
    bench.clock.advance(1000);
    expect((await list()).json()).toMatchObject({ data: [{ id, message: 'Patience' }] });
    const read = await bench.get(`${API}/${id}`, {
      ...auth,
      fields: 'is_published,created_time,permalink_url',
    });
    expect(read.json()).toMatchObject({ is_published: true, created_time: '2026-11-22T09:00:00+0000' });
  });

  it('pages a list with cursors until next is absent', async () => {
    for (const message of ['un', 'deux', 'trois']) await feed({ message });
    bench.clock.advance(2000);
    type Page = { data: { message: string }[]; paging: { next?: string } };
    const first = (await bench.get(`${API}/${PAGE}/published_posts`, { ...auth, limit: '2' })).json<Page>();
    expect(first.data.map((post) => post.message)).toEqual(['trois', 'deux']);
    const second = (await bench.send('GET', first.paging.next ?? '')).json<Page>();
    expect(second.data.map((post) => post.message)).toEqual(['un']);
    expect(second.paging.next).toBeUndefined();
  });

  describe('photos', () => {
    const upload = async (alt: string): Promise<string> => {
      const body = new FormData();
      body.set('published', 'false');
      body.set('alt_text_custom', alt);
      body.set('source', new Blob([new Uint8Array(jpeg(1200, 800))]), 'photo.jpg');
      const answer = await bench.send('POST', `${API}/${PAGE}/photos?access_token=page-token`, { body });
      expect(Object.keys(answer.json())).toEqual(['id']);
      return answer.json<{ id: string }>().id;
    };
    const media = () => bench.control.feed().items[0]?.media.map((m) => m.altText);

    it('attaches them by indexed form keys and by a JSON array', async () => {
      const [one, two] = [await upload('un'), await upload('deux')];
      await feed({
        message: 'Album',
        'attached_media[0]': JSON.stringify({ media_fbid: one }),
        'attached_media[1]': JSON.stringify({ media_fbid: two }),
      });
      expect(media()).toEqual(['un', 'deux']);
      const three = await upload('trois');
      await bench.json(`${API}/${PAGE}/feed`, {
        ...auth,
        message: 'Seule',
        attached_media: [{ media_fbid: three }],
      });
      expect(media()).toEqual(['trois']);
      const twice = await feed({
        message: 'Encore',
        'attached_media[0]': JSON.stringify({ media_fbid: three }),
      });
      expect(twice.json()).toMatchObject({ error: { error_subcode: 1366051 } });
    });

    it('drops indexed keys of a JSON body without a word', async () => {
      const photo = await upload('perdue');
      const body = { ...auth, message: 'Sans photo', 'attached_media[0]': { media_fbid: photo } };
      expect((await bench.json(`${API}/${PAGE}/feed`, body)).status).toBe(200);
      expect(media()).toEqual([]);
    });

    it('forgets an unpublished photo after a day', async () => {
      const photo = await upload('vieille');
      bench.clock.advance(86_400_001);
      const answer = await feed({
        message: 'Trop tard',
        'attached_media[0]': JSON.stringify({ media_fbid: photo }),
      });
      expect(answer.json()).toMatchObject({ error: { code: 100 } });
    });
  });

  it('writes and lists comments', async () => {
    const { id } = (await feed({ message: 'Débat' })).json<{ id: string }>();
    const comment = await bench.form(`${API}/${id}/comments`, { ...auth, message: 'Le lien' });
    expect(comment.status).toBe(200);
    bench.clock.advance(1000);
    const list = await bench.get(`${API}/${id}/comments`, { ...auth, fields: 'id,message' });
    expect(list.json()).toMatchObject({
      data: [{ id: comment.json<{ id: string }>().id, message: 'Le lien' }],
    });
    expect(bench.control.feed().items[0]?.comments.map((c) => c.text)).toEqual(['Le lien']);
  });

  it.each([
    ['expired', 190, 463],
    ['revoked', 190, 467],
  ] as const)('refuses a token that is %s', async (tokenState, code, subcode) => {
    bench.control.patchAccount('facebook', PAGE, { tokenState });
    const answer = await feed({ message: 'Non' });
    expect(answer.json()).toMatchObject({ error: { type: 'OAuthException', code, error_subcode: subcode } });
    bench.control.patchAccount('facebook', PAGE, { tokenState: 'ok' });
    expect((await feed({ message: 'Oui' })).status).toBe(200);
  });

  it('knows its versions, and wants a token', async () => {
    expect((await bench.get('/facebook/v20.0/me', auth)).json()).toMatchObject({ error: { code: 2500 } });
    expect((await bench.get(`${API}/me`)).json()).toMatchObject({ error: { code: 2500 } });
    expect((await bench.get(`${API}/me`, auth)).json()).toEqual({ id: PAGE, name: 'Up café' });
  });

  it('counts calls and says when to come back', async () => {
    bench.control.changeSettings({ platform: 'facebook', quotas: { callsPerHour: 2 } });
    const first = await bench.get(`${API}/me`, auth);
    expect(first.headers.get('x-business-use-case-usage')).toContain('"call_count":50');
    await bench.get(`${API}/me`, auth);
    const third = await bench.get(`${API}/me`, auth);
    expect(third.status).toBe(400);
    expect(third.json()).toMatchObject({ error: { code: 32 } });
    expect(third.headers.get('x-business-use-case-usage')).toContain('"estimated_time_to_regain_access":60');
  });

  it('lists the pages of a person', async () => {
    bench.control.patchAccount('facebook', PAGE, { options: { userToken: 'person' } });
    const answer = await bench.get(`${API}/me/accounts`, {
      access_token: 'person',
      fields: 'id,access_token',
    });
    expect(answer.json()).toMatchObject({ data: [{ id: PAGE, access_token: 'page-token' }] });
  });
});

describe('Facebook reels', () => {
  let bench: TestBench;
  const auth = { access_token: 'page-token' };
  const reels = (params: Record<string, string>) =>
    bench.form(`${API}/${PAGE}/video_reels`, { ...auth, ...params });
  const status = (id: string) =>
    bench
      .get(`${API}/${id}`, { ...auth, fields: 'status' })
      .then((answer) => answer.json<{ status: unknown }>().status);

  beforeEach(async () => {
    bench = await TestBench.start();
    bench.control.createAccount({
      platform: 'facebook',
      id: PAGE,
      name: 'Up café',
      handle: 'upcafe',
      token: 'page-token',
    });
  });
  afterEach(() => bench.stop());

  it('knows its id before anybody sees it, takes its video in pieces, and is shown once', async () => {
    const started = (await reels({ upload_phase: 'start' })).json<{ video_id: string; upload_url: string }>();
    const id = started.video_id;
    expect(
      (await reels({ upload_phase: 'finish', video_id: id, video_state: 'PUBLISHED' })).json(),
    ).toMatchObject({
      error: { code: 6000 },
    });
    const video = mp4();
    const send = (offset: number, end: number) =>
      fetch(started.upload_url, {
        method: 'POST',
        headers: {
          authorization: 'OAuth page-token',
          offset: String(offset),
          file_size: String(video.length),
        },
        body: new Uint8Array(video.subarray(offset, end)),
      }).then((answer) => answer.json());
    expect(await send(0, 10)).toMatchObject({ debug_info: { type: 'PartialRequestError' } });
    expect(await send(0, 10)).toMatchObject({ debug_info: { type: 'OffsetInvalidError' } });
    expect(await status(id)).toMatchObject({ uploading_phase: { bytes_transferred: 10 } });
    expect(await send(10, video.length)).toMatchObject({ success: true });
    for (const _ of [1, 2]) {
      const finished = await reels({
        upload_phase: 'finish',
        video_id: id,
        video_state: 'PUBLISHED',
        description: 'Un film',
      });
      expect(finished.json()).toEqual({ success: true });
    }
    expect(bench.control.feed().items).toEqual([]);
    bench.clock.advance(1500);
    expect(await status(id)).toMatchObject({ publishing_phase: { publish_status: 'published' } });
    expect(bench.control.feed().items).toMatchObject([{ id, text: 'Un film', media: [{ kind: 'video' }] }]);
  });

  it('takes a video in chunks, each from where the last one ended, and shows it when the upload is ended', async () => {
    const film = Buffer.concat([mp4(), Buffer.alloc(100_000)]);
    const videos = (params: Record<string, string>) =>
      bench.form(`${API}/${PAGE}/videos`, { ...auth, ...params });
    type Wanted = { video_id: string; upload_session_id: string; start_offset: string; end_offset: string };
    const begun = (await videos({ upload_phase: 'start', file_size: String(film.length) })).json<Wanted>();
    const session = { upload_session_id: begun.upload_session_id };
    const send = async ({ start_offset, end_offset }: Wanted): Promise<Wanted> => {
      const body = new FormData();
      body.set('upload_phase', 'transfer');
      body.set('upload_session_id', begun.upload_session_id);
      body.set('start_offset', start_offset);
      const chunk = film.subarray(Number(start_offset), Number(end_offset));
      body.set('video_file_chunk', new Blob([new Uint8Array(chunk)]), 'chunk');
      const path = `${API}/${PAGE}/videos?access_token=page-token`;
      return (await bench.send('POST', path, { body })).json<Wanted>();
    };
    const second = await send(begun);
    expect(Number(second.start_offset)).toBe(Number(begun.end_offset));
    expect(await send(begun)).toMatchObject({ error: { code: 6001, error_subcode: 1363037 } });
    expect((await videos({ upload_phase: 'finish', ...session })).json()).toMatchObject({
      error: { code: 6000 },
    });
    const last = await send(second);
    expect(last.start_offset).toBe(last.end_offset);
    expect((await videos({ upload_phase: 'finish', ...session, description: 'Un film' })).json()).toEqual({
      success: true,
    });
    expect((await videos({ upload_phase: 'finish', ...session })).json()).toMatchObject({
      error: { error_subcode: 1363041 },
    });
    bench.clock.advance(1500);
    expect(await status(begun.video_id)).toMatchObject({ video_status: 'ready' });
    expect(bench.control.feed().items).toMatchObject([
      { id: begun.video_id, text: 'Un film', story: false, media: [{ kind: 'video' }] },
    ]);
  });

  it('makes a film a story once, and lists it with the film that it was made of', async () => {
    const stories = (params: Record<string, string>) =>
      bench.form(`${API}/${PAGE}/video_stories`, { ...auth, ...params });
    const begun = (await stories({ upload_phase: 'start' })).json<{ video_id: string; upload_url: string }>();
    const film = mp4();
    const headers = {
      authorization: 'OAuth page-token',
      offset: '0',
      file_size: String(film.length),
    };
    await fetch(begun.upload_url, { method: 'POST', headers, body: new Uint8Array(film) });
    const finish = { upload_phase: 'finish', video_id: begun.video_id };
    const inJson = await bench.json(`${API}/${PAGE}/video_stories`, { ...auth, ...finish });
    expect(inJson.json()).toMatchObject({ error: { code: 100 } });
    const { post_id } = (await stories(finish)).json<{ post_id: string }>();
    expect((await stories(finish)).status).toBe(400);
    bench.clock.advance(3_000);
    const fields = 'post_id,media_type,media_id';
    const list = () => bench.get(`${API}/${PAGE}/stories`, { ...auth, fields }).then((read) => read.json());
    expect(await list()).toMatchObject({
      data: [{ post_id, media_type: 'video', media_id: begun.video_id }],
    });
    expect((await bench.get(`${API}/${PAGE}/published_posts`, auth)).json()).toEqual({ data: [] });
    expect(bench.control.feed().items).toMatchObject([{ id: post_id, text: '', story: true }]);
    bench.clock.advance(86_400_000);
    expect(await list()).toEqual({ data: [] });
  });

  it('takes a photo for one story alone', async () => {
    const body = new FormData();
    body.set('published', 'false');
    body.set('source', new Blob([new Uint8Array(jpeg(1080, 1920))]), 'photo.jpg');
    const photo = await bench.send('POST', `${API}/${PAGE}/photos?access_token=page-token`, { body });
    const story = () =>
      bench.form(`${API}/${PAGE}/photo_stories`, { ...auth, photo_id: photo.json<{ id: string }>().id });
    expect((await story()).json()).toMatchObject({ success: true });
    expect((await story()).json()).toMatchObject({ error: { error_subcode: 1366051 } });
    expect(bench.control.feed().items).toMatchObject([{ story: true, media: [{ kind: 'image' }] }]);
  });
});
