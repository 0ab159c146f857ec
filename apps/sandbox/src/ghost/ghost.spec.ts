import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { jpeg, TestBench } from '../testing/bench.js';

const ME = '600000000000001';
const ID = '6a1b2c3d4e5f60718293a4b5';
const KEY = `${ID}:${'ab'.repeat(24)}`;
const API = '/ghost/api/admin';

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const signed = (key: string, at: number): { authorization: string } => {
  const [kid = '', secret = ''] = key.split(':');
  const claims = { iat: Math.floor(at / 1_000), exp: Math.floor(at / 1_000) + 300, aud: '/admin/' };
  const text = `${part({ alg: 'HS256', typ: 'JWT', kid })}.${part(claims)}`;
  const hash = createHmac('sha256', Buffer.from(secret, 'hex')).update(text).digest('base64url');
  return { authorization: `Ghost ${text}.${hash}` };
};

interface Row {
  id: string;
  slug: string;
  status: string;
  url: string;
  updated_at: string;
  [field: string]: unknown;
}

describe('Ghost', () => {
  let bench: TestBench;
  const headers = () => signed(KEY, bench.clock.now());
  const get = (path: string, params: Record<string, string> = {}, as: Record<string, string> = headers()) =>
    bench.get(`${API}${path}`, params, as);
  const write = (method: string, path: string, post: object) =>
    bench.send(method, `${API}${path}`, {
      body: JSON.stringify({ posts: [post] }),
      headers: { 'content-type': 'application/json', ...headers() },
    });
  const draft = async (over: object = {}) =>
    (
      await write('POST', '/posts/?source=html', { title: 'Le café', html: '<p>Oui</p>', slug: 'x', ...over })
    ).json<{
      posts: [Row];
    }>().posts[0];
  const typeOf = async (answer: ReturnType<typeof get>) => {
    const { status, json } = await answer;
    return [status, json<{ errors: { type: string }[] }>().errors[0]?.type];
  };

  beforeEach(async () => {
    bench = await TestBench.start();
    bench.control.createAccount({ platform: 'ghost', id: ME, name: 'Up', handle: 'up', token: KEY });
  });
  afterEach(() => bench.stop());

  it('keeps a draft from readers, and publishing it twice changes nothing', async () => {
    const { id, url, updated_at } = await draft({ html: '<p>Un &amp;<br>deux</p><p>Trois</p>' });
    expect(url).toMatch(`https://blog-${ME}.example/p/`);
    expect(bench.control.feed().items).toEqual([]);
    const publish = () => write('PUT', `/posts/${id}/`, { status: 'published', slug: 'le-cafe', updated_at });
    const first = (await publish()).json<{ posts: [Row] }>().posts[0];
    expect(first).toMatchObject({ id, status: 'published', url: `https://blog-${ME}.example/le-cafe/` });
    bench.clock.advance(5_000);
    expect((await publish()).json()).toEqual({ posts: [first] });
    expect(bench.control.ledger({ kind: 'revealed' }).entries).toHaveLength(1);
    expect(bench.control.feed().items).toMatchObject([{ title: 'Le café', text: 'Un &\ndeux\n\nTrois' }]);
  });

  it('refuses a change of what was changed since, and one that does not say since when', async () => {
    const { id, updated_at } = await draft();
    bench.clock.advance(1_000);
    await write('PUT', `/posts/${id}/`, { title: 'Autre', updated_at });
    expect(await typeOf(write('PUT', `/posts/${id}/`, { status: 'published', updated_at }))).toEqual([
      409,
      'UpdateCollisionError',
    ]);
    expect(await typeOf(write('PUT', `/posts/${id}/`, { status: 'published' }))).toEqual([
      422,
      'ValidationError',
    ]);
  });

  it('takes the same slug again under a number, and finds drafts by it', async () => {
    const { id } = await draft();
    expect((await draft()).slug).toBe('x-2');
    expect((await get('/posts/slug/x/')).json()).toMatchObject({ posts: [{ id, status: 'draft' }] });
    expect(await typeOf(get('/posts/slug/y/'))).toEqual([404, 'NotFoundError']);
  });

  it('tells its time to everybody, and wants every other call signed by it', async () => {
    const site = await get('/site/', {}, {});
    expect(Date.parse(site.headers.get('date') ?? '')).toBe(bench.clock.now());
    expect((await get('/site/')).json()).toMatchObject({ site: { title: 'Up' } });
    expect(await typeOf(get('/posts/', {}, {}))).toEqual([403, 'NoPermissionError']);
    expect(await typeOf(get('/posts/', {}, { authorization: 'Ghost x.y.z' }))).toEqual([
      400,
      'BadRequestError',
    ]);
    const late = signed(KEY, bench.clock.now() - 301_000);
    const early = signed(KEY, bench.clock.now() + 2_000);
    const forged = signed(`${ID}:${'cd'.repeat(24)}`, bench.clock.now());
    const unknown = signed(`${'0'.repeat(24)}:${'ab'.repeat(24)}`, bench.clock.now());
    for (const wrong of [late, early, forged, unknown]) {
      expect(await typeOf(get('/posts/', {}, wrong))).toEqual([401, 'UnauthorizedError']);
    }
    expect((await get('/posts/')).status).toBe(200);
  });

  it('reads HTML only when it is told to, and limits what is written', async () => {
    const made = await write('POST', '/posts/', { title: 'Le café', html: '<p>Oui</p>' });
    expect(made.json()).toMatchObject({ posts: [{ html: '' }] });
    for (const over of [
      { title: 'x'.repeat(256) },
      { custom_excerpt: 'x'.repeat(301) },
      { title: undefined },
    ]) {
      expect(await typeOf(write('POST', '/posts/', { title: 'x', ...over }))).toEqual([
        422,
        'ValidationError',
      ]);
    }
  });

  it('stores pictures, and shows those of the head and of the body', async () => {
    const upload = (bytes: Buffer) => {
      const form = new FormData();
      form.append('purpose', 'image');
      form.append('file', new Blob([new Uint8Array(bytes)]), 'a.jpg');
      return bench.send('POST', `${API}/images/upload/`, { body: form, headers: headers() });
    };
    const address = async () =>
      (await upload(jpeg(8, 8))).json<{ images: [{ url: string }] }>().images[0].url;
    await draft({
      status: 'published',
      feature_image: await address(),
      feature_image_alt: 'Une tasse',
      html: `<p>Oui</p><figure><img src="${await address()}" alt="La salle"></figure>`,
    });
    expect(bench.control.feed().items).toMatchObject([
      { text: 'Oui', media: [{ altText: 'Une tasse' }, { altText: 'La salle' }] },
    ]);
    expect(await typeOf(upload(Buffer.from('no picture')))).toEqual([415, 'UnsupportedMediaTypeError']);
  });

  it('lists by state, and no longer has what was deleted', async () => {
    await draft();
    const { id } = await draft({ status: 'published' });
    bench.clock.advance(1_000);
    const listed = await get('/posts/', { filter: 'status:published', fields: 'id', limit: '100' });
    expect(listed.json()).toMatchObject({ posts: [{ id }], meta: { pagination: { total: 1 } } });
    expect((await bench.send('DELETE', `${API}/posts/${id}/`, { headers: headers() })).status).toBe(204);
    expect(await typeOf(get(`/posts/${id}/`))).toEqual([404, 'NotFoundError']);
  });
});
