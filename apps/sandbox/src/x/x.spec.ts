import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { jpeg, mp4, TestBench } from '../testing/bench.js';

const ME = '1900000000000001';
const API = '/x/2';
const DAY = 86_400_000;

interface Row {
  id: string;
  text: string;
  entities?: { urls: { url: string; expanded_url: string; media_key?: string }[] };
  attachments?: { media_keys: string[] };
  referenced_tweets?: { type: string; id: string }[];
}
interface List {
  data?: Row[];
  meta: { result_count: number; next_token?: string };
}

describe('X', () => {
  let bench: TestBench;
  const headers = { authorization: 'Bearer x-token' };
  const post = (body: object, token = 'x-token') =>
    bench.json(`${API}/tweets`, body, { authorization: `Bearer ${token}` });
  const said = async (text: string) => idOf(await post({ text }));
  const idOf = (answer: { json<T>(): T }) => answer.json<{ data: { id: string } }>().data.id;
  const list = async (params: Record<string, string> = {}) => {
    const fields = 'created_at,entities,attachments,referenced_tweets';
    const asked = { max_results: '100', 'tweet.fields': fields, ...params };
    return (await bench.get(`${API}/users/${ME}/tweets`, asked, headers)).json<List>();
  };
  const feed = () => bench.control.feed({ platform: 'x' }).items;
  const form = (fields: Record<string, string | Buffer>) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) {
      body.append(name, typeof value === 'string' ? value : new Blob([new Uint8Array(value)]));
    }
    return body;
  };
  const multipart = (path: string, fields: Record<string, string | Buffer>) =>
    bench.send('POST', `${API}${path}`, { body: form(fields), headers });
  const picture = async () =>
    idOf(await multipart('/media/upload', { media_category: 'tweet_image', media: jpeg(1200, 800) }));
  const status = (id: string) =>
    bench.get(`${API}/media/upload`, { command: 'STATUS', media_id: id }, headers);

  beforeEach(async () => {
    bench = await TestBench.start();
    const account = { platform: 'x', id: ME, name: 'Up', handle: 'up' } as const;
    bench.control.createAccount({ ...account, token: 'x-token', refreshToken: 'x-refresh' });
    bench.control.createAccount({ ...account, id: '1900000000000002', handle: 'autre', token: 'other' });
  });
  afterEach(() => bench.stop());

  it('shows a post at once, and refuses the same again without naming it, also once it was deleted', async () => {
    const answer = await post({ text: 'Le café ouvre' });
    expect([answer.status, feed().map(({ text }) => text)]).toEqual([201, ['Le café ouvre']]);
    const duplicate = {
      title: 'Forbidden',
      detail: 'You are not allowed to create a Tweet with duplicate content.',
      type: 'about:blank',
      status: 403,
    };
    expect((await post({ text: 'Le café ouvre' })).json()).toEqual(duplicate);
    await bench.send('DELETE', `${API}/tweets/${idOf(answer)}`, { headers });
    expect([(await post({ text: 'Le café ouvre' })).json(), feed()]).toEqual([duplicate, []]);
    bench.clock.advance(DAY);
    expect((await post({ text: 'Le café ouvre' })).status).toBe(201);
  });

  it.each([
    ['nothing', {}, 400],
    ['blanks', { text: ' ' }, 400],
    ['a member that X does not know', { text: 'x', link: 'https://a.fr' }, 400],
    ['everyone as those who may reply', { text: 'x', reply_settings: 'everyone' }, 400],
    ['five media', { text: 'x', media: { media_ids: ['1', '2', '3', '4', '5'] } }, 400],
    ['a medium that is not there', { text: 'x', media: { media_ids: ['1'] } }, 400],
    ['140 Chinese characters', { text: '漢'.repeat(140) }, 201],
    ['141 Chinese characters', { text: '漢'.repeat(141) }, 403],
    ['a long address', { text: `${'a'.repeat(256)} https://groupe-sos.org/${'b'.repeat(200)}` }, 201],
  ])('answers %s with its status', async (_, body, expected) => {
    expect((await post(body)).status).toBe(expected);
  });

  it('has pictures of one request, with their words, for a day, and only for their account', async () => {
    const id = await picture();
    const words = { id, metadata: { alt_text: { text: 'La salle' } } };
    expect((await bench.json(`${API}/media/metadata`, words, headers)).status).toBe(200);
    const media = { media_ids: [id] };
    const foreign = await post({ text: 'Volé', media }, 'other');
    expect(foreign.json()).toMatchObject({ errors: [{ parameters: { 'media.media_ids': [id] } }] });
    expect((await post({ media })).status).toBe(201);
    expect(feed()[0]?.media).toMatchObject([{ kind: 'image', altText: 'La salle' }]);
    bench.clock.advance(DAY);
    expect((await post({ text: 'Trop tard', media })).status).toBe(400);
    const text = await multipart('/media/upload', {
      media_category: 'tweet_image',
      media: Buffer.from('no picture'),
    });
    expect(text.status).toBe(400);
  });

  it('has videos in chunks, and processes them', async () => {
    bench.control.changeSettings({ platform: 'x', videoDelayMs: 5_000 });
    const film = mp4(3_000);
    const started = await bench.json(
      `${API}/media/upload/initialize`,
      { media_type: 'video/mp4', total_bytes: film.length, media_category: 'tweet_video' },
      headers,
    );
    const id = idOf(started);
    const send = (index: string, bytes: Buffer) =>
      multipart(`/media/upload/${id}/append`, { segment_index: index, media: bytes });
    const finalize = () => bench.send('POST', `${API}/media/upload/${id}/finalize`, { headers });
    await send('0', film.subarray(0, 2_000));
    expect((await finalize()).status).toBe(400);
    await send('1', film.subarray(2_000));
    await send('1', film.subarray(2_000));
    expect((await finalize()).json()).toMatchObject({ data: { processing_info: { state: 'pending' } } });
    const media = { media_ids: [id] };
    expect((await post({ text: 'Film', media })).status).toBe(400);
    bench.clock.advance(5_000);
    expect((await status(id)).json()).toMatchObject({ data: { processing_info: { state: 'succeeded' } } });
    expect((await post({ text: 'Film', media: { media_ids: [id, await picture()] } })).status).toBe(400);
    expect((await post({ text: 'Film', media })).status).toBe(201);
    expect(feed()[0]?.media).toMatchObject([{ kind: 'video' }]);
  });

  it('says what it cannot process in the state alone', async () => {
    const body = { media_type: 'video/mp4', total_bytes: 4, media_category: 'tweet_video' };
    const id = idOf(await bench.json(`${API}/media/upload/initialize`, body, headers));
    await multipart(`/media/upload/${id}/append`, { segment_index: '0', media: Buffer.from('text') });
    expect((await bench.send('POST', `${API}/media/upload/${id}/finalize`, { headers })).status).toBe(200);
    bench.clock.advance(60_000);
    expect((await status(id)).json()).toMatchObject({ data: { processing_info: { state: 'failed' } } });
  });

  it('takes replies of an account to its own posts, once these are seen everywhere', async () => {
    bench.control.changeSettings({ platform: 'x', replyRaceMs: 3_000 });
    const id = await said('Le café ouvre');
    const reply = { text: 'Venez !', reply: { in_reply_to_tweet_id: id } };
    expect((await post(reply)).json()).toMatchObject({ errors: [{ code: 385 }] });
    bench.clock.advance(3_000);
    expect((await post(reply, 'other')).json()).toMatchObject({ status: 403, type: 'about:blank' });
    expect((await post(reply)).status).toBe(201);
    expect((await post(reply)).status).toBe(403);
    expect(feed()[0]?.comments).toMatchObject([{ text: 'Venez !' }]);
    bench.clock.advance(1_000);
    const { data } = await list({ since_id: id });
    expect(data).toMatchObject([{ text: 'Venez !', referenced_tweets: [{ type: 'replied_to', id }] }]);
    expect((await list({ exclude: 'retweets,replies' })).data).toMatchObject([{ id }]);
  });

  it('lists a post after a while, its addresses short and its signs escaped', async () => {
    const id = await picture();
    await post({ text: 'Thé & café sur groupe-sos.org', media: { media_ids: [id] } });
    expect(await list()).toEqual({ meta: { result_count: 0 } });
    bench.clock.advance(1_000);
    const [row] = (await list()).data ?? [];
    expect(row?.text).toMatch(/^Thé &amp; café sur https:\/\/t\.co\/\d{10} https:\/\/t\.co\/\d{10}$/);
    expect(row?.entities?.urls).toMatchObject([
      { expanded_url: 'http://groupe-sos.org' },
      { media_key: `3_${id}` },
    ]);
    expect(row?.attachments).toEqual({ media_keys: [`3_${id}`] });
  });

  it('lists page by page, from an instant on, and refuses an end that has not come', async () => {
    for (let n = 0; n < 7; n++) {
      await said(`Annonce ${n}`);
      bench.clock.advance(1_000);
    }
    const first = await list({ max_results: '5' });
    expect(first.meta).toMatchObject({ result_count: 5 });
    const rest = await list({ max_results: '5', pagination_token: first.meta.next_token ?? '' });
    expect([rest.meta.next_token, rest.data?.map(({ text }) => text)]).toEqual([
      undefined,
      ['Annonce 1', 'Annonce 0'],
    ]);
    expect((await list({ start_time: '2026-11-22T09:00:05Z' })).data).toHaveLength(2);
    const wrongs: Record<string, string>[] = [
      { end_time: '2026-11-22T09:00:07Z' },
      { 'tweet.fields': 'likes' },
      { max_results: '4' },
    ];
    for (const wrong of wrongs) {
      expect(await list(wrong)).toMatchObject({ title: 'Invalid Request' });
    }
  });

  it('tells what is not there with 404, or with 200 and an error', async () => {
    const gone = () => bench.get(`${API}/tweets/1`, {}, headers);
    expect((await gone()).status).toBe(404);
    bench.control.changeSettings({ platform: 'x', missingIn200: true });
    const answer = await gone();
    expect([answer.status, answer.json()]).toMatchObject([200, { errors: [{ title: 'Not Found Error' }] }]);
  });

  it('counts posts of an account and of the application, and tells so unless it is to be silent', async () => {
    bench.control.changeSettings({ platform: 'x', quotas: { postsPerQuarter: 2, appPostsPerDay: 3 } });
    const { headers: told } = await post({ text: '1' });
    expect(told.get('x-rate-limit-remaining')).toBe('1');
    expect(told.get('x-app-limit-24hour-remaining')).toBe('2');
    await post({ text: '2' });
    expect((await post({ text: '3' })).status).toBe(429);
    expect((await post({ text: '1' }, 'other')).status).toBe(201);
    bench.clock.advance(15 * 60_000);
    const day = await post({ text: '3' });
    expect([day.status, day.headers.get('x-rate-limit-remaining')]).toEqual([429, '2']);
    bench.control.changeSettings({ platform: 'x', omitsLimits: true });
    expect((await post({ text: '3' })).headers.get('x-rate-limit-limit')).toBeNull();
  });

  it('wants to be paid, and more for an address', async () => {
    bench.control.changeSettings({ platform: 'x', quotas: { credits: 220 } });
    expect((await post({ text: 'Sur groupe-sos.org' })).status).toBe(201);
    expect((await post({ text: 'Sans adresse' })).status).toBe(201);
    const refused = await post({ text: 'Et encore' });
    expect([refused.status, refused.json()]).toMatchObject([402, { detail: 'credits depleted' }]);
  });

  it('takes media only of those who may send them', async () => {
    bench.control.patchAccount('x', ME, { options: { withoutMediaWrite: true } });
    const answer = await multipart('/media/upload', { media_category: 'tweet_image', media: jpeg(10, 10) });
    expect(answer.json()).toMatchObject({ status: 403, type: 'about:blank' });
    expect((await post({ text: 'Du texte' })).status).toBe(201);
  });

  it('renews with a token that works once, for an application that says who it is', async () => {
    const basic = { authorization: `Basic ${Buffer.from('id:secret').toString('base64')}` };
    const renew = (refresh_token: string, as: Record<string, string> = basic) =>
      bench.send('POST', `${API}/oauth2/token`, {
        body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token }),
        headers: as,
      });
    expect((await renew('x-refresh', {})).json()).toMatchObject({ error: 'unauthorized_client' });
    const fresh = (await renew('x-refresh')).json<{ access_token: string; refresh_token: string }>();
    expect((await renew('x-refresh')).json()).toMatchObject({ error: 'invalid_request' });
    expect((await post({ text: 'Avant' })).status).toBe(401);
    expect((await post({ text: 'Après' }, fresh.access_token)).status).toBe(201);
    await bench.send('POST', `${API}/oauth2/revoke`, {
      body: new URLSearchParams({ token: fresh.refresh_token }),
      headers: basic,
    });
    expect((await post({ text: 'Fini' }, fresh.access_token)).status).toBe(401);
    expect((await renew(fresh.refresh_token)).status).toBe(400);
  });
});
