import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { jpeg, TestBench } from '../testing/bench.js';

const ME = '500000000000001';
const API = '/wordpress/wp-json/wp/v2';
const basic = (login: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`,
});

interface Row {
  id: number;
  slug: string;
  status: string;
  link: string;
  date_gmt: string;
  [field: string]: unknown;
}

describe('WordPress', () => {
  let bench: TestBench;
  const headers = basic('claire', 'wpap 1234');
  const get = (path: string, params: Record<string, string> = {}, as: Record<string, string> = headers) =>
    bench.get(`${API}${path}`, params, as);
  const post = (path: string, body: unknown) => bench.json(`${API}${path}`, body, headers);
  const draft = async (over: object = {}) =>
    (
      await post('/posts', { status: 'draft', title: 'Le café', content: '<p>Oui</p>', slug: 'x', ...over })
    ).json<Row>();
  const upload = (name: string, body: Buffer, query = '') =>
    bench.send('POST', `${API}/media${query}`, {
      body: new Uint8Array(body),
      headers: {
        ...headers,
        'content-type': 'image/jpeg',
        ...(name && { 'content-disposition': `attachment; filename="${name}"` }),
      },
    });

  beforeEach(async () => {
    bench = await TestBench.start();
    bench.control.createAccount({
      platform: 'wordpress',
      id: ME,
      name: 'Up',
      handle: 'claire',
      token: 'wpap1234',
    });
  });
  afterEach(() => bench.stop());

  it('keeps a draft from readers, and publishing it twice changes nothing', async () => {
    const { id, status, link } = await draft({ content: '<p>Un &amp;<br>deux</p>\n<p>Trois</p>' });
    expect([status, link]).toEqual(['draft', `https://site-${ME}.example/?p=${id}`]);
    expect(bench.control.feed().items).toEqual([]);
    const publish = async () =>
      (await post(`/posts/${id}`, { status: 'publish', slug: 'le-cafe' })).json<Row>();
    const first = await publish();
    expect(first).toMatchObject({ id, status: 'publish', link: `https://site-${ME}.example/le-cafe/` });
    bench.clock.advance(5_000);
    expect(await publish()).toEqual(first);
    expect(bench.control.ledger({ kind: 'revealed' }).entries).toHaveLength(1);
    expect(bench.control.feed().items).toMatchObject([{ title: 'Le café', text: 'Un &\ndeux\n\nTrois' }]);
  });

  it('takes the same slug again under a number', async () => {
    await draft();
    expect((await draft()).slug).toBe('x-2');
  });

  it('hides drafts from whoever does not ask for them, and from nobody’s calls', async () => {
    const { id } = await draft();
    const rows = async (params: Record<string, string>) => (await get('/posts', params)).json<Row[]>();
    expect(await rows({ slug: 'x' })).toEqual([]);
    expect(await rows({ slug: 'x', status: 'publish,draft', _fields: 'id' })).toEqual([{ id }]);
    expect((await get('/posts', {}, {})).json()).toEqual([]);
    expect((await get('/posts', { status: 'draft' }, {})).status).toBe(400);
    expect((await get('/posts', { context: 'edit' }, {})).json()).toMatchObject({
      code: 'rest_forbidden_context',
    });
    expect((await get('/posts', { per_page: '101' })).status).toBe(400);
  });

  it('treats a wrong name or password as nobody, whom only some things are refused', async () => {
    const wrong = basic('anna', 'wpap1234');
    expect((await bench.get('/wordpress/wp-json/', {}, wrong)).status).toBe(200);
    expect((await get('/users/me', {}, wrong)).json()).toMatchObject({ code: 'rest_not_logged_in' });
    const sent = await bench.json(`${API}/posts`, { title: 'x' }, wrong);
    expect([sent.status, sent.json().code]).toEqual([401, 'rest_cannot_create']);
    bench.control.changeSettings({ platform: 'wordpress', applicationPasswords: false });
    expect((await bench.get('/wordpress/wp-json/')).json()).toMatchObject({ authentication: [] });
    expect((await get('/users/me')).status).toBe(401);
  });

  it('refuses what a user may not do', async () => {
    bench.control.patchAccount('wordpress', ME, { options: { rights: { publish_posts: false } } });
    expect((await get('/users/me', { context: 'edit' })).json()).toMatchObject({
      username: 'claire',
      capabilities: { publish_posts: false },
    });
    expect((await post('/posts', { title: 'x', status: 'publish' })).json()).toMatchObject({
      code: 'rest_cannot_publish',
    });
  });

  it('stores pictures by their names, and shows those of the head and of the body', async () => {
    const first = (await upload('a.jpg', jpeg(8, 8), '?alt_text=Une%20tasse')).json<Row>();
    const second = (await upload('a.jpg', jpeg(8, 8))).json<Row>();
    expect(second.source_url).toBe(`https://site-${ME}.example/wp-content/uploads/2026/11/a-1.jpg`);
    await draft({
      status: 'publish',
      featured_media: first.id,
      content: `<p>Oui</p><figure><img src="${String(second.source_url)}" alt="La &quot;salle&quot;"></figure>`,
    });
    expect(bench.control.feed().items).toMatchObject([
      { text: 'Oui', media: [{ altText: 'Une tasse' }, { altText: 'La "salle"' }] },
    ]);
    expect((await upload('', jpeg(8, 8))).json()).toMatchObject({
      code: 'rest_upload_no_content_disposition',
    });
    const refused = await upload('a.jpg', Buffer.from('no picture'));
    expect([refused.status, refused.json().code]).toEqual([500, 'rest_upload_sideload_error']);
  });

  it('ignores unknown categories and pictures, and refuses a post without any word', async () => {
    expect(await draft({ categories: [99], tags: [98], featured_media: 97 })).toMatchObject({
      categories: [1],
      tags: [],
    });
    expect((await post('/posts', { title: ' ' })).json()).toMatchObject({ code: 'empty_content' });
    expect((await post('/posts', { title: 7 })).json()).toMatchObject({ code: 'rest_invalid_param' });
    expect((await post('/posts/1', { status: 'publish' })).json()).toMatchObject({
      code: 'rest_post_invalid_id',
    });
  });

  it('names the tag that is there already', async () => {
    const { id } = (await post('/tags', { name: 'Sel & poivre' })).json<Row>();
    const again = await post('/tags', { name: 'sel & POIVRE' });
    expect([again.status, again.json()]).toMatchObject([400, { code: 'term_exists', data: { term_id: id } }]);
    expect((await get('/tags', { search: 'poivre' })).json()).toMatchObject([
      { id, name: 'Sel &amp; poivre' },
    ]);
    expect((await get('/categories')).json()).toHaveLength(3);
  });

  it('is reached by a parameter alone where permalinks are plain', async () => {
    bench.control.changeSettings({ platform: 'wordpress', permalinks: 'plain' });
    expect((await get('/users/me')).status).toBe(404);
    const me = await bench.get('/wordpress/', { rest_route: '/wp/v2/users/me', context: 'edit' }, headers);
    expect(me.json()).toMatchObject({ username: 'claire' });
  });

  it('counts calls as a plugin would', async () => {
    bench.control.changeSettings({ platform: 'wordpress', quotas: { callsPerMinute: 1 } });
    expect((await get('/users/me')).status).toBe(200);
    const limited = await get('/users/me');
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '60']);
  });

  it('no longer has what was deleted', async () => {
    const { id } = await draft({ status: 'publish' });
    expect((await bench.send('DELETE', `${API}/posts/${id}`, { headers })).status).toBe(200);
    expect((await get(`/posts/${id}`, { context: 'edit' })).status).toBe(404);
    expect(bench.control.feed().items).toEqual([]);
  });
});
