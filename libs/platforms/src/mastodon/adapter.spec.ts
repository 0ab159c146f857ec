import {
  aContent,
  aMedium,
  type DoubleReply,
  type DoubleRequest,
  failureOf,
  type NetworkDouble,
  runStep,
  startNetworkDouble,
} from '../../../../test/support/network-double.js';
import type { Json } from '../rules/outcome.js';
import { mastodon } from './adapter.js';

const ACCOUNT = { remoteId: '42@mastodon.example', handle: 'upcafe' };
const since = '2026-11-22T10:00:00.000Z';
const words = aContent({ text: 'Le café ouvre.' });
const picture = aContent({ type: 'image', text: 'Le café ouvre.', media: [aMedium()] });
const sentMedium = { id: '7', complete: true, ready: true, readable: true, polls: 1 };

describe('mastodon', () => {
  let network: NetworkDouble;
  beforeAll(async () => {
    network = await startNetworkDouble();
  });
  afterAll(() => network.close());
  const io = (content = words, progress: Record<string, Json> = {}) => ({
    ...network.io(mastodon, content, { progress }),
    account: ACCOUNT,
  });
  const read = (content = words, progress: Record<string, Json> = {}) => ({
    ...io(content, progress),
    since,
  });
  const refused = (status: number, error = 'Non', headers: Record<string, string> = {}): DoubleReply => ({
    status,
    headers,
    body: { error },
  });
  const row = (id: string, over: object = {}) => ({
    id,
    url: `https://mastodon.example/@upcafe/${id}`,
    created_at: '2026-11-22T10:00:05.000Z',
    content: '<p>Le café ouvre.</p>',
    in_reply_to_id: null,
    media_attachments: [],
    ...over,
  });
  /** A server with these statuses, and their texts as they were typed. */
  const lists = (
    rows: object[],
    source: (id: string) => DoubleReply,
    medium: DoubleReply = { status: 404 },
  ) =>
    network.answer(({ path, query }) => {
      if (path.endsWith('/source')) return source(path.split('/').at(-2) ?? '');
      if (path.includes('/media/')) return medium;
      return { body: query.has('max_id') ? [] : rows };
    });
  const typed = (text: string) => (id: string) => ({ body: { id, text } });
  const paths = () => network.requests.map(({ method, path }) => `${method} ${path}`);
  const body = (request: DoubleRequest | undefined) => JSON.parse(request?.body ?? '') as unknown;
  const wrote = (id = '9'): DoubleReply => ({ body: row(id) });
  const key = (at = -1) => network.requests.at(at)?.headers['idempotency-key'];

  it('writes one status with what was chosen, under a key of the publication', async () => {
    network.answer(() => wrote());
    const options = {
      visibility: 'quiet_public',
      contentWarning: 'Deuil',
      language: 'fr',
      sensitive: true,
    };
    expect(await runStep(mastodon, io({ ...words, options }), 'publish')).toEqual({
      state: 'done',
      output: { id: '9', url: 'https://mastodon.example/@upcafe/9' },
    });
    expect(paths()).toEqual(['POST /api/v1/statuses']);
    expect(body(network.requests[0])).toEqual({
      status: 'Le café ouvre.',
      spoiler_text: 'Deuil',
      visibility: 'unlisted',
      language: 'fr',
    });
    const first = key();
    expect(first).toMatch(/^[\da-f]{40}$/u);
    await runStep(mastodon, io(), 'publish');
    expect([key(), body(network.requests.at(-1))]).toEqual([
      first,
      { status: 'Le café ouvre.', visibility: 'public' },
    ]);
    const another = { ...io(), publication: { id: 'another', dueAt: since } };
    await runStep(mastodon, another, 'publish');
    expect(key()).not.toBe(first);
  });

  it('counts as a call that may not be repeated, whatever the server knows of keys', () => {
    expect(mastodon.plan(picture).map(({ name, effect }) => [name, effect])).toEqual([
      ['account', 'repeatable'],
      ['media-0', 'repeatable'],
      ['publish', 'once'],
    ]);
  });

  it.each([
    [401, 'auth', true, 'reconnect'],
    [403, 'auth', true, 'missing_permission'],
    [404, 'permanent', true, 'target_missing'],
    [422, 'permanent', true, 'content_refused'],
    [413, 'permanent', true, 'image_refused'],
    [503, 'transient', false, undefined],
  ])('a status refused with %s is %s, refused: %s', async (status, kind, isRefused, hint) => {
    network.answer(() => refused(status));
    const detail = await failureOf(runStep(mastodon, io(), 'publish'));
    expect([detail.class, detail.refused, detail.hint]).toEqual([kind, isRefused, hint]);
    // A page in front of the server says nothing of it.
    network.answer(() => ({ status, body: '<h1>Forbidden</h1>' }));
    expect(await failureOf(runStep(mastodon, io(), 'publish'))).toMatchObject({
      class: 'unknown',
      refused: false,
    });
  });

  it.each([
    ['2026-11-22T10:01:30.123456Z', 90_123],
    ['soon', 300_000],
    ['2026-11-22T09:00:00.000Z', 300_000],
  ])('waits until %s by the server’s own clock', async (reset, ms) => {
    const headers = { date: 'Sun, 22 Nov 2026 10:00:00 GMT', 'x-ratelimit-reset': reset };
    network.answer(() => refused(429, 'Trop de requêtes', headers));
    expect(await failureOf(runStep(mastodon, io(), 'publish'))).toMatchObject({
      class: 'rate_limited',
      scope: 'channel',
      retryAfterMs: ms,
    });
    const upload = await failureOf(runStep(mastodon, io(picture), 'media-0'));
    expect(upload).toMatchObject({ class: 'rate_limited', scope: 'call', retryAfterMs: ms });
  });

  it('sends a medium with its description and focus, and waits until it is processed', async () => {
    const content = aContent({ type: 'image', media: [aMedium({ focus: { x: 0.25, y: 0 } })] });
    network.answer(() => ({ status: 202, body: { id: '7', url: null } }));
    const first = await runStep(mastodon, io(content), 'media-0');
    expect(first).toMatchObject({ state: 'wait', output: { id: '7', complete: false, ready: false } });
    expect(paths()).toEqual(['POST /api/v2/media']);
    expect(network.requests[0]?.body).toMatch(/name="description"\r\n\r\nLe café/u);
    expect(network.requests[0]?.body).toMatch(/name="focus"\r\n\r\n-0.50,1.00/u);
    network.answer(() => ({ status: 206, body: { id: '7', url: null } }));
    const second = await runStep(mastodon, io(content, { 'media-0': first.output ?? null }), 'media-0');
    expect(second).toMatchObject({ state: 'wait', output: { polls: 1 } });
    network.answer(() => ({ body: { id: '7', url: 'https://files.example/7' } }));
    const third = await runStep(mastodon, io(content, { 'media-0': second.output ?? null }), 'media-0');
    expect(third).toMatchObject({ state: 'done', output: { id: '7', ready: true, readable: true } });
  });

  it.each([
    ['says so', refused(404)],
    ['answers a page', { status: 405, body: '<h1>Non</h1>' }],
  ])('sends it to the older address where the server has no newer one, and %s', async (_, reply) => {
    network.answer(({ path }) =>
      path === '/api/v2/media' ? reply : { body: { id: '7', url: 'https://files.example/7' } },
    );
    const { output } = await runStep(mastodon, io(picture), 'media-0');
    expect(paths()).toEqual(['POST /api/v2/media', 'POST /api/v1/media']);
    // It does not answer questions about media either: it is not asked again.
    network.answer(() => reply);
    const done = await runStep(mastodon, io(picture, { 'media-0': output ?? null }), 'media-0');
    expect(done).toMatchObject({ state: 'done', output: { ready: true, readable: false } });
    network.answer(() => wrote());
    await runStep(mastodon, io(picture, { 'media-0': done.output ?? null }), 'publish');
    expect(paths()).toEqual(['POST /api/v1/statuses']);
  });

  it('calls a medium that cannot be processed what it is, and sends one anew that is lost', async () => {
    const waiting = { 'media-0': { ...sentMedium, complete: false, ready: false } };
    network.answer(() => refused(422));
    expect(await failureOf(runStep(mastodon, io(picture, waiting), 'media-0'))).toMatchObject({
      class: 'permanent',
      hint: 'media_processing_failed',
    });
    network.answer(() => refused(404));
    expect(await failureOf(runStep(mastodon, io(picture, waiting), 'media-0'))).toMatchObject({
      class: 'transient',
      refused: true,
      restartFrom: 'media-0',
    });
  });

  it('finds its post where its media are used already, and writes no second one', async () => {
    const theirs = row('8', { media_attachments: [{ id: '6' }] });
    const ours = row('9', { media_attachments: [{ id: '7' }] });
    lists([ours, theirs], typed('autre'), refused(404));
    const fire = () => runStep(mastodon, io(picture, { 'media-0': sentMedium }), 'publish');
    expect(await fire()).toMatchObject({ state: 'done', output: { id: '9' } });
    expect(paths().some((path) => path.startsWith('POST'))).toBe(false);
    lists([theirs], typed('autre'), refused(404));
    expect(await failureOf(fire())).toMatchObject({ refused: true, restartFrom: 'media-0' });
  });

  it('asks the media why a status was refused, not its sentence', async () => {
    let state: DoubleReply = { status: 206, body: { id: '7', url: null } };
    network.answer(({ method }) => (method === 'POST' ? refused(422, 'pas fini') : state));
    const fire = () => failureOf(runStep(mastodon, io(picture, { 'media-0': sentMedium }), 'publish'));
    expect(await fire()).toMatchObject({ class: 'transient', refused: true, retryAfterMs: 5_000 });
    state = { body: { id: '7', url: 'https://files.example/7' } };
    expect(await fire()).toMatchObject({ class: 'permanent', hint: 'content_refused' });
  });

  it('reads back by what was typed, within its time, and not a reply or a share', async () => {
    lists(
      [
        row('5', { in_reply_to_id: '1' }),
        row('4', { reblog: { id: '1' } }),
        row('3', { media_attachments: [{ id: '1' }] }),
        row('2', { content: '<p>Le café <a href="https://x.example">ouvre</a></p>' }),
        row('1', { created_at: '2026-11-22T09:00:00.000Z' }),
      ],
      typed('Le café ouvre.'),
    );
    expect(await mastodon.reconcile(read())).toMatchObject({ found: 'yes', remoteId: '2' });
    lists([row('2')], typed('Le café ouvre !'));
    expect(await mastodon.reconcile(read())).toEqual({ found: 'no' });
    // A server that does not keep what was typed.
    lists([row('2')], () => refused(404));
    expect(await mastodon.reconcile(read())).toMatchObject({ found: 'yes', remoteId: '2' });
    lists([row('2'), row('3')], typed('Le café ouvre.'));
    expect(await mastodon.reconcile(read())).toMatchObject({ found: 'unclear' });
    network.answer(() => refused(403));
    expect(await mastodon.reconcile(read())).toMatchObject({ found: 'unclear' });
  });

  it('knows a post by its media, and believes nothing absent whose media are used', async () => {
    const known = { 'media-0': sentMedium };
    lists([row('9', { content: '', media_attachments: [{ id: '7' }] })], typed('autre'));
    expect(await mastodon.reconcile(read(picture, known))).toMatchObject({ found: 'yes', remoteId: '9' });
    lists([row('8', { media_attachments: [{ id: '6' }] })], typed('Le café ouvre.'), {
      body: { id: '7', url: null },
    });
    expect(await mastodon.reconcile(read(picture, known))).toEqual({ found: 'no' });
    lists([], typed(''), refused(404));
    expect(await mastodon.reconcile(read(picture, known))).toMatchObject({ found: 'unclear' });
  });

  it('searches by words and number of media after a restore', async () => {
    const range = { since, until: '2026-11-22T11:00:00.000Z' };
    const search = (content = words) => mastodon.search({ ...io(content), ...range });
    lists([row('2'), row('3', { created_at: '2026-11-22T13:00:00.000Z' })], typed('Le café ouvre.'));
    expect(await search()).toEqual([{ remoteId: '2', remoteUrl: 'https://mastodon.example/@upcafe/2' }]);
    expect(await search(picture)).toEqual([]);
    expect(await search(aContent({ ...picture, text: '' }))).toBeNull();
    network.answer(({ query }) => ({ body: [row(`${query.get('max_id') ?? '9'}0`, { content: 'x' })] }));
    expect(await search()).toBeNull();
  });

  it('replies to its own post, seen by the same people, under a key of its own', async () => {
    network.answer(() => wrote('10'));
    const options = { visibility: 'followers_only', language: 'fr', contentWarning: 'Deuil' };
    const step = io({ ...words, options });
    await runStep(mastodon, step, 'publish');
    expect(await mastodon.comment?.(step, '9', 'Venez !')).toEqual({ commentId: '10' });
    expect(body(network.requests.at(-1))).toEqual({
      status: 'Venez !',
      in_reply_to_id: '9',
      visibility: 'private',
      language: 'fr',
    });
    expect(key(-1)).not.toBe(key(-2));
    lists([row('10', { in_reply_to_id: '8', content: '<p>Venez !</p>' })], typed('Venez !'));
    expect(await mastodon.findComment?.(step, '9', 'Venez !')).toBe('no');
    lists([row('10', { in_reply_to_id: '9', content: '<p>Venez !</p>' })], typed('Venez !'));
    expect(await mastodon.findComment?.(step, '9', 'Venez !')).toBe('yes');
    expect(network.requests[0]?.query.get('min_id')).toBe('9');
  });

  it('does not publish as another account than the channel’s', async () => {
    const me = { id: '43', username: 'up', url: 'https://mastodon.example/@up' };
    network.answer(() => ({ body: me }));
    expect(await failureOf(runStep(mastodon, io(), 'account'))).toMatchObject({
      class: 'auth',
      code: 'other_account',
    });
    network.answer(() => ({ body: { ...me, id: '42' } }));
    expect(await runStep(mastodon, io(), 'account')).toMatchObject({ state: 'done' });
    network.answer(() => refused(403));
    expect(await failureOf(runStep(mastodon, io(), 'account'))).toMatchObject({ hint: 'account_checkpoint' });
  });
});
