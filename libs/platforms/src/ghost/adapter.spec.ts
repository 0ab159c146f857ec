import {
  aContent,
  aMedium,
  type DoubleReply,
  failureOf,
  type NetworkDouble,
  runStep,
  startNetworkDouble,
} from '../../../../test/support/network-double.js';
import { adapterOf } from '../registry.js';
import { checkContent } from '../rules/index.js';
import { ghost } from './adapter.js';

const KEY = '0123456789ab';
const ID = '6a1b2c3d4e5f60718293a4b5';
const credential = { accessToken: `${ID}:${'ab'.repeat(32)}` };
const HOME = 'https://up.example/blog/';
const AT = '2026-11-22T10:00:00.000Z';
const article = aContent({
  type: 'article',
  text: 'Le café <ouvre>.\n\n#solutions',
  media: [aMedium(), aMedium({ id: 'salle', mime: 'image/png', altText: 'La salle' })],
  options: { title: 'Le café ouvre !', excerpt: 'Samedi', tags: 'Café, lien , café' },
});
const uploaded = {
  'picture-0': { url: 'https://up.example/a.jpg' },
  'picture-1': { url: 'https://up.example/b.png' },
};
const ready = { site: { key: KEY }, ...uploaded, draft: { id: ID, updatedAt: AT } };

describe('ghost', () => {
  let network: NetworkDouble;
  beforeAll(async () => {
    network = await startNetworkDouble();
  });
  afterAll(() => network.close());
  const site = {
    headers: { date: 'Sun, 22 Nov 2026 10:00:00 GMT' },
    body: { site: { title: 'Up', url: HOME } },
  };
  const io = (progress = {}, content = article) => network.io(ghost, content, { progress, credential });
  const run = (step: string, progress = {}) => runStep(ghost, io(progress), step);
  /** Answers calls that are signed; the clock is asked by everybody. */
  const answer = (reply: (method: string, path: string, call: number) => DoubleReply) => {
    let calls = 0;
    network.answer(({ method, path }) =>
      path.endsWith('/site/') ? site : reply(method, path.replace('/ghost/api/admin', ''), calls++),
    );
  };
  const calls = () => network.requests.filter(({ path }) => !path.endsWith('/site/'));
  const sent = (at = 0): unknown => (JSON.parse(calls()[at]?.body ?? '') as { posts: unknown[] }).posts[0];
  const post = (over = {}) => ({
    body: { posts: [{ id: ID, status: 'published', url: `${HOME}le-cafe-ouvre/`, updated_at: AT, ...over }] },
  });
  const error = (status: number, type: string, code: string | null = null): DoubleReply => ({
    status,
    body: { errors: [{ message: 'x', type, code }] },
  });

  it('is the site, read with a signature by the site’s own clock', async () => {
    answer(() => ({ body: { posts: [] } }));
    expect(await adapterOf('ghost').account(io())).toEqual({
      remoteId: 'site@up.example/blog',
      name: 'Up',
      handle: 'up.example',
    });
    const [clock, signed] = network.requests;
    expect(clock?.headers.authorization).toBeUndefined();
    expect(signed?.headers['accept-version']).toBe('v5.0');
    const [, claims = ''] = String(signed?.headers.authorization).split('.');
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({
      iat: Date.parse(AT) / 1_000,
    });
  });

  it('is also found below the address of its administration', async () => {
    answer(() => ({ body: { posts: [] } }));
    const settings = { ...io().settings, origin: `${network.origin}/ghost` };
    await ghost.account({ ...io(), settings });
    expect(network.requests[0]?.path).toBe('/ghost/api/admin/site/');
  });

  it('asks nobody with what is no key, and does not sign without a clock', async () => {
    answer(() => ({ body: { posts: [] } }));
    const wrong = { ...io(), credential: { accessToken: 'content-key' } };
    expect(await failureOf(ghost.account(wrong))).toMatchObject({ class: 'auth', code: 'key_malformed' });
    expect(network.requests).toEqual([]);
    network.answer(() => ({ ...site, headers: { date: 'Sat, 13 Sep 275760 00:00:00 GMT' } }));
    expect(await failureOf(ghost.account(io()))).toMatchObject({ class: 'transient', code: 'no_clock' });
    const location = 'https://admin.up.example/ghost/';
    network.answer(() => ({ status: 301, headers: { location } }));
    expect(await failureOf(ghost.account(io()))).toMatchObject({
      class: 'transient',
      message: expect.stringContaining('https://admin.up.example') as string,
    });
  });

  it('keeps its key when the step runs again, and takes another for another publication', async () => {
    answer(() => ({ body: { posts: [] } }));
    expect((await run('site', { site: ready.site })).output).toEqual(ready.site);
    const [one, other] = [(await run('site')).output, (await run('site')).output];
    expect(one).not.toEqual(other);
  });

  it('sends a picture, named after the title', async () => {
    answer(() => ({ status: 201, body: { images: [{ url: 'https://up.example/b.png', ref: null }] } }));
    expect((await run('picture-1')).output).toEqual({ url: 'https://up.example/b.png' });
    expect(calls()[0]).toMatchObject({ method: 'POST', path: '/ghost/api/admin/images/upload/' });
    expect(calls()[0]?.body).toContain('filename="le-cafe-ouvre-2.png"');
  });

  it('makes a hidden draft with everything, under a slug of its own', async () => {
    const { draft: _, ...before } = ready;
    answer((method) => (method === 'GET' ? error(404, 'NotFoundError') : post({ status: 'draft' })));
    expect((await run('draft', before)).output).toEqual({ id: ID, updatedAt: AT });
    expect(calls()[0]?.path).toBe(`/ghost/api/admin/posts/slug/lineup-${KEY}/`);
    expect(calls()[1]?.query.get('source')).toBe('html');
    expect(sent(1)).toEqual({
      status: 'draft',
      slug: `lineup-${KEY}`,
      title: 'Le café ouvre !',
      html: [
        '<p>Le café &lt;ouvre&gt;.</p>',
        '<p>#solutions</p>',
        '<figure><img src="https://up.example/b.png" alt="La salle"></figure>',
      ].join('\n'),
      tags: [{ name: 'café' }, { name: 'lien' }],
      custom_excerpt: 'Samedi',
      feature_image: 'https://up.example/a.jpg',
      feature_image_alt: 'Le café',
    });
  });

  it('takes the draft that a lost answer left, and makes no second one', async () => {
    const { draft: _, ...before } = ready;
    answer(() => post({ status: 'draft' }));
    expect((await run('draft', before)).output).toEqual({ id: ID, updatedAt: AT });
    expect(calls()).toHaveLength(1);
  });

  it('publishes the draft under the address of its title, to no newsletter', async () => {
    answer(() => post());
    const { output } = await run('publish', ready);
    expect(calls()[0]).toMatchObject({ method: 'PUT', path: `/ghost/api/admin/posts/${ID}/` });
    expect([...(calls()[0]?.query.keys() ?? [])]).toEqual([]);
    expect(sent()).toEqual({ status: 'published', updated_at: AT, slug: 'le-cafe-ouvre' });
    const account = { remoteId: 'site@up.example/blog', handle: 'up.example' };
    expect(adapterOf('ghost').remotePost({ publish: output ?? null }, account)).toEqual({
      remoteId: ID,
      remoteUrl: `${HOME}le-cafe-ouvre/`,
    });
  });

  it.each([
    ['published', ['PUT', 'GET']],
    ['draft', ['PUT', 'GET', 'PUT']],
  ])('after a collision with a post that is %s, it is out once', async (status, methods) => {
    const later = '2026-11-22T10:05:00.000Z';
    answer((method, _, call) => {
      if (call === 0) return error(409, 'UpdateCollisionError', 'UPDATE_COLLISION');
      return method === 'GET' ? post({ status, updated_at: later }) : post();
    });
    expect(await run('publish', ready)).toMatchObject({ state: 'done', output: { id: ID } });
    expect(calls().map(({ method }) => method)).toEqual(methods);
    if (status === 'draft') expect(sent(2)).toMatchObject({ updated_at: later });
  });

  it.each([
    [401, 'UnauthorizedError', 'UNKNOWN_ADMIN_API_KEY', 'auth', 'reconnect'],
    [400, 'BadRequestError', 'INVALID_JWT', 'auth', 'reconnect'],
    [403, 'NoPermissionError', null, 'auth', 'missing_permission'],
    [403, 'HostLimitError', null, 'permanent', 'account_restricted'],
    [400, 'BadRequestError', null, 'permanent', 'content_refused'],
    [422, 'ValidationError', null, 'permanent', 'content_refused'],
    [406, 'RequestNotAcceptableError', null, 'permanent', 'operator_version'],
    [429, 'TooManyRequestsError', null, 'rate_limited', 'rate_limited'],
  ])(
    'publishing answered %i %s %s is %s: %s, and was refused',
    async (status, type, code, expected, hint) => {
      answer(() => error(status, type, code));
      const detail = await failureOf(run('publish', ready));
      expect(detail).toMatchObject({ class: expected, hint, refused: true, code: type });
    },
  );

  it('makes the draft anew when somebody has removed it', async () => {
    answer(() => error(404, 'NotFoundError'));
    expect(await failureOf(run('publish', ready))).toMatchObject({
      class: 'transient',
      refused: true,
      restartFrom: 'draft',
    });
  });

  it.each([
    [500, { errors: [{ message: 'x', type: 'InternalServerError' }] }, 'transient'],
    [503, { errors: [{ message: 'x', type: 'MaintenanceError' }] }, 'transient'],
    [403, { errors: [{ message: 'x', type: 'ValidationError' }] }, 'unknown'],
    [403, { errors: [{ message: 'x', type: 'SomeError' }] }, 'unknown'],
    [403, { errors: [{ message: 'x' }] }, 'unknown'],
    [422, '<html>firewall</html>', 'unknown'],
    [200, { posts: [] }, 'unknown'],
  ])('publishing answered %i %j proves nothing', async (status, body, expected) => {
    answer(() => ({ status, body }));
    expect(await failureOf(run('publish', ready))).toMatchObject({ class: expected, refused: false });
  });

  it.each([
    ['published', 'yes'],
    ['draft', 'no'],
    ['scheduled', 'unclear'],
    ['sent', 'unclear'],
  ])('a post that reads as %s is %s', async (status, found) => {
    answer(() => post({ status }));
    const reading = { ...io(ready), since: AT };
    expect((await ghost.reconcile(reading)).found).toBe(found);
    answer(() => error(404, 'NotFoundError'));
    expect((await ghost.reconcile(reading)).found).toBe('unclear');
  });

  it('searches the latest posts for its title', async () => {
    const row = (over = {}) => ({
      id: ID,
      url: HOME,
      title: 'Le café ouvre !',
      published_at: '2026-11-22T10:30:00.000Z',
      ...over,
    });
    const look = (posts: unknown[]) => {
      answer(() => ({ body: { posts } }));
      return ghost.search({ ...io(), since: AT, until: '2026-11-22T11:00:00Z' });
    };
    const full = (published_at: string) =>
      Array.from({ length: 100 }, () => row({ title: 'Autre', published_at }));
    expect(await look([row()])).toEqual([{ remoteId: ID, remoteUrl: HOME }]);
    expect(await look([row({ published_at: '2026-11-22T12:00:00.000Z' }), row({ title: 'x' })])).toEqual([]);
    expect(await look(full('2026-11-22T10:30:00.000Z'))).toBeNull();
    expect(await look(full('2026-11-21T10:30:00.000Z'))).toEqual([]);
    answer(() => error(403, 'NoPermissionError'));
    expect(await ghost.search({ ...io(), since: AT, until: AT })).toBeNull();
  });

  it('needs a title, an excerpt of 300 characters, and no film', () => {
    const errors = (over: Partial<typeof article>) =>
      checkContent('ghost', { ...article, ...over })
        .filter(({ severity }) => severity === 'error')
        .map(({ code, path }) => `${code}@${path}`);
    expect(errors({})).toEqual([]);
    expect(errors({ options: { excerpt: 'x'.repeat(301) } })).toEqual([
      'option_required@options.title',
      'text_too_long@options.excerpt',
    ]);
    expect(errors({ media: [aMedium({ altText: 'x'.repeat(192) })] })).toEqual(['alt_text_too_long@media.0']);
  });
});
