import {
  aContent,
  aMedium,
  type DoubleRequest,
  failureOf,
  runStep,
  startNetworkDouble,
  type DoubleReply,
  type NetworkDouble,
} from '../../../../test/support/network-double.js';
import { adapterOf } from '../registry.js';
import { checkContent } from '../rules/index.js';
import { wordpress } from './adapter.js';

const KEY = '0123456789ab';
const SITE = { site: { root: 'pretty', key: KEY } };
const HOME = 'https://up.example/blog';
const article = aContent({
  type: 'article',
  text: 'Le café <ouvre>.\nVenez : https://up.example/cafe\n\n#solutions',
  media: [aMedium(), aMedium({ id: 'salle', mime: 'image/png', altText: 'La "salle"' })],
  options: { title: 'Le café ouvre !', excerpt: 'Samedi', category: '7', tags: 'Café, lien , café' },
});
const uploaded = {
  'picture-0': { id: '31', url: 'https://up.example/a.jpg' },
  'picture-1': { id: '32', url: 'https://up.example/b.png' },
};
const ready = { ...SITE, ...uploaded, tags: { ids: ['5', '6'] }, draft: { id: '77' } };

describe('wordpress', () => {
  let network: NetworkDouble;
  beforeAll(async () => {
    network = await startNetworkDouble();
  });
  afterAll(() => network.close());
  const index = { name: 'Up &amp; co', home: `${HOME}/`, namespaces: ['wp/v2'], authentication: [] };
  const me = { username: 'claire', capabilities: { publish_posts: true, upload_files: true } };
  const error = (status: number, code: string, data: object = {}): DoubleReply => ({
    status,
    body: { code, message: 'x', data: { status, ...data } },
  });
  const page = { status: 404, headers: { 'content-type': 'text/html' }, body: '<h1>404</h1>' };
  const io = (progress = {}, content = article) => network.io(wordpress, content, { progress });
  const run = (step: string, progress = {}) => runStep(wordpress, io(progress), step);
  const sent = (at = 0) => JSON.parse(network.requests[at]?.body ?? '') as Record<string, unknown>;
  const site = ({ path, query }: DoubleRequest, pretty = true): DoubleReply => {
    const route = pretty ? path.replace('/wp-json', '') : query.get('rest_route');
    if (!pretty && path !== '/') return page;
    if (route === '/') return { body: index };
    return route === '/wp/v2/users/me' ? { body: me } : page;
  };

  it('is the site, whose user is its handle, and signs each call with name and password', async () => {
    network.answer((request) => site(request));
    const credential = { login: 'claire', accessToken: 'abcdefgh' };
    expect(await adapterOf('wordpress').account({ ...io(), credential })).toEqual({
      remoteId: 'site@up.example/blog',
      name: 'Up & co',
      handle: 'claire',
    });
    const basic = `Basic ${Buffer.from('claire:abcdefgh').toString('base64')}`;
    expect(network.requests.map(({ headers }) => headers.authorization)).toEqual([basic, basic]);
  });

  it('takes a password with its blanks, and says what it lacks', async () => {
    network.answer((request) => site(request));
    const given = { login: ' claire ', password: 'abcd efgh ijkl mnop qrst uvwx' };
    expect(await wordpress.signIn?.(io(), given)).toEqual({
      login: 'claire',
      accessToken: 'abcdefghijklmnopqrstuvwx',
    });
    network.answer(({ path }) => (path.endsWith('/me') ? error(401, 'rest_not_logged_in') : { body: index }));
    expect(await failureOf(wordpress.signIn?.(io(), given) ?? Promise.resolve())).toMatchObject({
      class: 'auth',
      code: 'application_passwords_off',
    });
    const capabilities = { publish_posts: false, upload_files: true };
    network.answer(({ path }) => ({ body: path.endsWith('/me') ? { ...me, capabilities } : index }));
    expect(await failureOf(wordpress.signIn?.(io(), given) ?? Promise.resolve())).toMatchObject({
      class: 'auth',
      hint: 'missing_permission',
      code: 'rights_missing',
    });
  });

  it('reaches a site with plain permalinks by a parameter, and keeps how', async () => {
    network.answer((request) => site(request, false));
    const started = await run('site');
    expect(started.output).toMatchObject({ root: 'plain' });
    network.answer(() => ({ body: [] }));
    await wordpress
      .reconcile({ ...io({ ...ready, site: started.output }), since: '2026-11-22T10:00:00Z' })
      .catch(() => null);
    expect(network.requests[0]).toMatchObject({ path: '/' });
    expect(network.requests[0]?.query.get('rest_route')).toBe('/wp/v2/posts/77');
  });

  it.each([
    [page, 'no_wordpress'],
    [{ status: 301, headers: { location: 'https://www.up.example/wp-json/' } }, 'redirected'],
    [{ body: '{"hello":1}' }, 'unreadable_answer'],
  ])('%j is no site, and nobody’s fault', async (reply, code) => {
    network.answer(() => reply);
    expect(await failureOf(run('site'))).toMatchObject({ class: 'transient', code });
  });

  it('keeps its key when the step runs again, and takes another for another publication', async () => {
    network.answer((request) => site(request));
    expect((await run('site', SITE)).output).toEqual(SITE.site);
    const [one, other] = [(await run('site')).output, (await run('site')).output];
    expect(one).not.toEqual(other);
  });

  it('sends a picture as it is, named after the title, with its description', async () => {
    network.answer(() => ({ status: 201, body: { id: 31, source_url: 'https://up.example/a.jpg' } }));
    const result = await run('picture-1', SITE);
    expect(result.output).toEqual({ id: '31', url: 'https://up.example/a.jpg' });
    const [request] = network.requests;
    expect(request).toMatchObject({ method: 'POST', path: '/wp-json/wp/v2/media', body: 'xxxxxxxx' });
    expect(request?.headers).toMatchObject({
      'content-disposition': 'attachment; filename="le-cafe-ouvre-2.png"',
      'content-type': 'image/png',
    });
    expect(request?.query.get('alt_text')).toBe('La "salle"');
  });

  it('finds tags by name and makes the others, also one that was made in between', async () => {
    network.answer(({ method, query }) => {
      if (method === 'POST') return error(400, 'term_exists', { term_id: 6 });
      return {
        body:
          query.get('search') === 'café'
            ? [
                { id: 5, name: 'CAFÉ' },
                { id: 9, name: 'cafés' },
              ]
            : [],
      };
    });
    expect((await run('tags', SITE)).output).toEqual({ ids: ['5', '6'] });
    expect(network.requests.map(({ method }) => method)).toEqual(['GET', 'GET', 'POST']);
  });

  it('makes a hidden draft with everything, under a slug of its own', async () => {
    const { draft: _, ...before } = ready;
    network.answer(({ method }) => ({ body: method === 'GET' ? [] : { id: 77, status: 'draft' } }));
    expect((await run('draft', before)).output).toEqual({ id: '77' });
    const [found] = network.requests;
    expect(found?.query.get('slug')).toBe(`lineup-${KEY}`);
    expect(found?.query.get('status')).toBe('draft,pending,private,future,publish');
    expect(sent(1)).toEqual({
      status: 'draft',
      slug: `lineup-${KEY}`,
      title: 'Le café ouvre !',
      content: [
        '<p>Le café &lt;ouvre&gt;.<br>Venez : <a href="https://up.example/cafe">https://up.example/cafe</a></p>',
        '<p>#solutions</p>',
        '<figure><img src="https://up.example/b.png" alt="La &quot;salle&quot;"></figure>',
      ].join('\n'),
      excerpt: '<p>Samedi</p>',
      featured_media: 31,
      categories: [7],
      tags: [5, 6],
    });
  });

  it('takes the draft that a lost answer left, and makes no second one', async () => {
    const { draft: _, ...before } = ready;
    network.answer(() => ({ body: [{ id: 78, status: 'draft', link: 'https://up.example/?p=78' }] }));
    expect((await run('draft', before)).output).toEqual({ id: '78' });
    expect(network.requests).toHaveLength(1);
  });

  it('publishes the draft under the address of its title, or the chosen one', async () => {
    network.answer(() => ({ body: { id: 77, status: 'publish', link: `${HOME}/le-cafe-ouvre/` } }));
    const { output } = await run('publish', ready);
    expect(network.requests[0]).toMatchObject({ method: 'POST', path: '/wp-json/wp/v2/posts/77' });
    expect(sent()).toEqual({ status: 'publish', slug: 'le-cafe-ouvre' });
    const account = { remoteId: 'site@up.example/blog', handle: 'claire' };
    expect(adapterOf('wordpress').remotePost({ publish: output ?? null }, account)).toEqual({
      remoteId: '77',
      remoteUrl: `${HOME}/le-cafe-ouvre/`,
    });
    expect(
      adapterOf('wordpress').remotePost({ publish: { id: '77', url: 'https://evil.example/' } }, account)
        .remoteUrl,
    ).toBeNull();
    const options = { ...article.options, slug: 'ouverture' };
    await runStep(wordpress, io(ready, { ...article, options }), 'publish');
    expect(sent(1)).toMatchObject({ slug: 'ouverture' });
  });

  it.each([
    [401, 'rest_cannot_create', 'auth', 'reconnect'],
    [401, 'incorrect_password', 'auth', 'reconnect'],
    [401, 'some_plugin', 'auth', 'reconnect'],
    [403, 'rest_cannot_publish', 'auth', 'missing_permission'],
    [403, 'some_plugin', 'permanent', 'missing_permission'],
    [400, 'rest_invalid_param', 'permanent', 'content_refused'],
    [404, 'rest_no_route', 'transient', 'network_unavailable'],
    [429, 'some_plugin', 'rate_limited', 'rate_limited'],
  ])('publishing answered %i %s is %s: %s, and was refused', async (status, code, expected, hint) => {
    network.answer(() => error(status, code));
    expect(await failureOf(run('publish', ready))).toMatchObject({
      class: expected,
      hint,
      refused: true,
      code,
    });
  });

  it('makes the draft anew when somebody has removed it', async () => {
    network.answer(() => error(404, 'rest_post_invalid_id'));
    expect(await failureOf(run('publish', ready))).toMatchObject({
      class: 'transient',
      refused: true,
      restartFrom: 'draft',
    });
  });

  it.each([
    [500, { code: 'internal_server_error', message: 'x', data: { status: 500 } }, 'transient'],
    [403, { code: 'rest_cannot_publish', message: 'x' }, 'unknown'],
    [403, { code: 'rest_cannot_publish', message: 'x', data: { status: 401 } }, 'unknown'],
    [503, '<html>maintenance</html>', 'unknown'],
    [403, '<html>firewall</html>', 'unknown'],
    [200, '<b>Fatal error</b>', 'unknown'],
    [200, { id: 77, status: 'pending', link: '' }, 'unknown'],
  ])('publishing answered %i %j proves nothing', async (status, body, expected) => {
    network.answer(() => ({ status, body }));
    expect(await failureOf(run('publish', ready))).toMatchObject({ class: expected, refused: false });
  });

  it.each([
    [500, 'rest_upload_unknown_error'],
    [500, 'rest_upload_sideload_error'],
    [400, 'rest_upload_no_content_disposition'],
  ])('a picture answered %i %s is refused for good', async (status, code) => {
    network.answer(() => error(status, code));
    expect(await failureOf(run('picture-0', SITE))).toMatchObject({
      class: 'permanent',
      hint: 'image_refused',
    });
  });

  it('waits as long as a plugin says, a minute otherwise', async () => {
    network.answer(() => ({ ...error(429, 'slow'), headers: { 'retry-after': '30' } }));
    expect(await failureOf(run('publish', ready))).toMatchObject({ retryAfterMs: 30_000, scope: 'channel' });
    network.answer(() => ({ ...error(429, 'slow'), headers: { 'retry-after': 'soon' } }));
    expect(await failureOf(run('publish', ready))).toMatchObject({ retryAfterMs: 60_000 });
  });

  it.each([
    ['publish', 'yes'],
    ['draft', 'no'],
    ['future', 'unclear'],
    ['trash', 'unclear'],
  ])('a post that reads as %s is %s', async (status, found) => {
    network.answer(() => ({ body: { id: 77, status, link: `${HOME}/le-cafe/` } }));
    const reading = { ...io(ready), since: '2026-11-22T10:00:00Z' };
    expect((await wordpress.reconcile(reading)).found).toBe(found);
    expect(network.requests[0]?.query.get('context')).toBe('edit');
    network.answer(() => error(404, 'rest_post_invalid_id'));
    expect((await wordpress.reconcile(reading)).found).toBe('unclear');
  });

  it('searches a time for its title, also where the site wrote entities', async () => {
    const row = (over = {}) => ({
      id: 71,
      link: `${HOME}/le-cafe-ouvre/`,
      date_gmt: '2026-11-22T10:30:00',
      title: { raw: 'Le caf&#233; ouvre !' },
      ...over,
    });
    const look = (rows: unknown[]) => {
      network.answer(() => ({ body: rows }));
      return wordpress.search({ ...io(SITE), since: '2026-11-22T10:00:00Z', until: '2026-11-22T11:00:00Z' });
    };
    expect(await look([row()])).toEqual([{ remoteId: '71', remoteUrl: `${HOME}/le-cafe-ouvre/` }]);
    expect(await look([row({ date_gmt: '2026-11-22T11:30:00' }), row({ title: { raw: 'Autre' } })])).toEqual(
      [],
    );
    expect(await look(Array.from({ length: 100 }, (_, id) => row({ id, title: { raw: 'x' } })))).toBeNull();
    network.answer(() => error(403, 'rest_forbidden_context'));
    const range = { since: '2026-11-22T10:00:00Z', until: '2026-11-22T11:00:00Z' };
    expect(await wordpress.search({ ...io(SITE), ...range })).toBeNull();
  });

  it('lists categories below those above them', async () => {
    const categories = [
      { id: 3, name: 'Logement &amp; emploi', parent: 2 },
      { id: 2, name: 'Solutions', parent: 0 },
      { id: 4, name: 'Elle-même', parent: 4 },
    ];
    network.answer((request) =>
      request.path.endsWith('/categories') ? { body: categories } : site(request),
    );
    const listed = (await wordpress.listed?.(io(), 'category')) ?? [];
    expect(listed.filter(({ id }) => id !== '4')).toEqual([
      { id: '2', name: 'Solutions' },
      { id: '3', name: 'Solutions › Logement & emploi' },
    ]);
  });

  it('needs a title, and takes twenty pictures and no film', () => {
    const errors = (over: Partial<typeof article>) =>
      checkContent('wordpress', { ...article, ...over })
        .filter(({ severity }) => severity === 'error')
        .map(({ code, path }) => `${code}@${path}`);
    expect(errors({})).toEqual([]);
    expect(errors({ options: { slug: 'Été' } })).toEqual([
      'option_required@options.title',
      'text_characters_refused@options.slug',
    ]);
    const picture = (count: number) => Array.from({ length: count }, (_, n) => aMedium({ id: String(n) }));
    expect(errors({ media: picture(20) })).toEqual([]);
    expect(errors({ media: picture(21) })).toEqual(['media_count_too_many@media']);
    expect(errors({ media: [aMedium({ kind: 'video', mime: 'video/mp4' })] })).toEqual([
      'post_type_mismatch@type',
    ]);
  });
});
