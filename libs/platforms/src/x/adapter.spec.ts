import {
  aContent,
  aMedium,
  failureOf,
  runStep,
  startNetworkDouble,
  type DoubleReply,
  type NetworkDouble,
} from '../../../../test/support/network-double.js';
import type { Json } from '../rules/outcome.js';
import { x } from './adapter.js';

const MIB = 1_024 * 1_024;
const DATE = 'Sun, 22 Nov 2026 10:00:00 GMT';
const DATE_S = Date.parse(DATE) / 1_000;
const DUPLICATE = 'You are not allowed to create a Tweet with duplicate content.';
const PROBLEMS = 'https://api.x.com/2/problems';

const plain = (status: number, detail = 'no'): DoubleReply => ({
  status,
  headers: { date: DATE },
  body: { title: 'No', detail, type: 'about:blank', status },
});
const row = (id: string, text: string, over: object = {}) => ({
  id,
  text,
  created_at: '2026-11-22T10:00:02.000Z',
  ...over,
});
const list = (rows: object[], over: object = {}): DoubleReply => ({
  body: { ...(rows.length > 0 ? { data: rows } : {}), meta: { result_count: rows.length }, ...over },
});
const uploaded = (id: string, key: string): Json => ({ id, key, polls: 1 });

describe('x', () => {
  let network: NetworkDouble;
  beforeAll(async () => {
    network = await startNetworkDouble();
  });
  afterAll(() => network.close());
  const words = aContent({ text: 'Le café ouvre' });
  const picture = aMedium();
  const film = aMedium({ kind: 'video', mime: 'video/mp4', bytes: 9 * MIB, altText: '' });
  const bodies = (): unknown[] => network.requests.map(({ body }) => JSON.parse(body) as unknown);
  const posting = (content = words, progress: Record<string, Json> = {}) =>
    runStep(x, network.io(x, content, { progress }), 'post');

  describe('a post', () => {
    it.each([
      [words, {}, { text: 'Le café ouvre' }],
      [
        { ...words, options: { replyControl: 'mentionedUsers' } },
        {},
        { text: 'Le café ouvre', reply_settings: 'mentionedUsers' },
      ],
      [{ ...words, options: { replyControl: 'everyone' } }, {}, { text: 'Le café ouvre' }],
      [
        aContent({ type: 'images', text: '', media: [picture, picture] }),
        { 'image-0': uploaded('7', '3_7'), 'image-1': uploaded('8', '3_8') },
        { media: { media_ids: ['7', '8'] } },
      ],
      [
        aContent({ type: 'video', text: 'Film', media: [film] }),
        { video: uploaded('9', '7_9') },
        { text: 'Film', media: { media_ids: ['9'] } },
      ],
    ])('of %j', async (content, progress, body) => {
      network.answer(() => ({ status: 201, body: { data: { id: '1990', text: 'x' } } }));
      expect(await posting(content, progress)).toEqual({ state: 'done', output: { id: '1990' } });
      expect(network.requests[0]?.path).toBe('/2/tweets');
      expect(bodies()).toEqual([body]);
    });

    it('lives under its account, or where X leads on from when the handle is none of X', () => {
      const progress = { post: { id: '1990' } };
      expect(x.remotePost(progress, { remoteId: '1', handle: '@upcafe' }).remoteUrl).toBe(
        'https://x.com/upcafe/status/1990',
      );
      expect(x.remotePost(progress, { remoteId: '1', handle: '../évil' }).remoteUrl).toBe(
        'https://x.com/i/web/status/1990',
      );
    });

    it.each([
      [{ status: 201, body: { data: { id: '../me' } } }],
      [{ status: 200, body: { data: null, errors: [{ title: 'No' }] } }],
      [{ status: 403, body: { title: 'Forbidden', detail: 'no', type: 'about:blank', status: 401 } }],
      [
        {
          status: 403,
          body: { title: 'Forbidden', detail: 'no', type: 'https://gateway.example/problems/x' },
        },
      ],
      [{ status: 403, body: { errors: [{ code: 1_010, message: 'of a gateway' }] } }],
      [{ status: 404, body: '<html>gone</html>' }],
    ])('answered %j proves nothing', async (reply) => {
      network.answer(() => reply);
      expect(await failureOf(posting())).toMatchObject({
        class: 'unknown',
        refused: false,
        hint: 'may_be_live',
      });
    });

    it.each([
      [plain(401), { class: 'auth', refused: true, hint: 'reconnect' }],
      [plain(404), { class: 'transient', refused: false }],
      [plain(503), { class: 'transient', refused: false }],
      [plain(402), { class: 'rate_limited', scope: 'app', hint: 'operator_app' }],
      [
        { status: 402, body: { title: 'Payment Required', type: `${PROBLEMS}/credits-depleted` } },
        { class: 'rate_limited', scope: 'app', hint: 'operator_app', code: 'credits-depleted' },
      ],
      [
        {
          status: 400,
          body: { title: 'Invalid Request', type: `${PROBLEMS}/invalid-request`, errors: [{}] },
        },
        { class: 'permanent', refused: true, hint: 'content_refused' },
      ],
      [
        { status: 403, body: { title: 'No', type: 'https://api.twitter.com/2/problems/client-forbidden' } },
        { class: 'permanent', hint: 'operator_app' },
      ],
      [
        { status: 403, body: { title: 'No', type: `${PROBLEMS}/never-heard-of` } },
        { class: 'auth', hint: 'missing_permission' },
      ],
      [
        { status: 403, body: { errors: [{ code: 326, message: 'locked' }] } },
        { class: 'auth', hint: 'account_checkpoint', code: '326' },
      ],
    ])('answered %j is %j', async (reply, expected) => {
      network.answer(() => reply);
      expect(await failureOf(posting())).toMatchObject(expected);
      expect(network.requests).toHaveLength(1);
    });

    it('is armed again when X has dropped its media', async () => {
      const errors = [{ parameters: { 'media.media_ids': ['[7]'] }, message: 'Your media IDs are invalid.' }];
      network.answer(() => ({
        status: 400,
        body: { errors, title: 'Invalid Request', type: `${PROBLEMS}/invalid-request` },
      }));
      const content = aContent({ type: 'image', media: [picture] });
      expect(await failureOf(posting(content, { 'image-0': uploaded('7', '3_7') }))).toMatchObject({
        class: 'transient',
        refused: true,
        hint: 'upload_expired',
        restartFrom: 'image-0',
      });
    });
  });

  describe('a limit', () => {
    const limited = (headers: Record<string, string>) =>
      network.answer(() => ({ ...plain(429), headers: { date: DATE, ...headers } }));
    const reset = (s: number) => String(DATE_S + s);

    it.each([
      [{}, { scope: 'channel', retryAfterMs: 900_000 }],
      [
        {
          'x-rate-limit-limit': '100',
          'x-rate-limit-remaining': '0',
          'x-rate-limit-reset': reset(60),
        },
        { scope: 'channel', retryAfterMs: 60_000, hint: 'rate_limited' },
      ],
      [
        {
          'x-rate-limit-limit': '100',
          'x-rate-limit-remaining': '99',
          'x-rate-limit-reset': reset(60),
          'x-app-limit-24hour-limit': '10000',
          'x-app-limit-24hour-remaining': '0',
          'x-app-limit-24hour-reset': reset(7_200),
        },
        { scope: 'app', retryAfterMs: 7_200_000 },
      ],
      [
        {
          'x-user-limit-24hour-limit': '17',
          'x-user-limit-24hour-remaining': '0',
          'x-user-limit-24hour-reset': reset(3_600),
        },
        { scope: 'channel', retryAfterMs: 3_600_000, hint: 'daily_quota' },
      ],
      [{ 'x-rate-limit-reset': '-5', 'x-rate-limit-limit': 'NaN' }, { retryAfterMs: 900_000 }],
    ])('told by %j', async (headers, expected) => {
      limited(headers);
      expect(await failureOf(posting())).toMatchObject({ class: 'rate_limited', refused: true, ...expected });
    });

    it('of a month is not over in fifteen minutes', async () => {
      network.answer(() => ({
        status: 429,
        headers: { date: DATE, 'x-rate-limit-limit': '1', 'x-rate-limit-remaining': '1' },
        body: { title: 'UsageCapExceeded', type: `${PROBLEMS}/usage-capped` },
      }));
      expect(await failureOf(posting())).toMatchObject({
        class: 'rate_limited',
        scope: 'app',
        hint: 'operator_app',
        retryAfterMs: 3_600_000,
      });
    });

    it('shows its use in answers: of the day, not of fifteen minutes, which each call has for itself', () => {
      const headers = {
        date: DATE,
        'x-rate-limit-limit': '900',
        'x-rate-limit-remaining': '0',
        'x-rate-limit-reset': reset(60),
        'x-app-limit-24hour-limit': '10000',
        'x-app-limit-24hour-remaining': '500',
        'x-app-limit-24hour-reset': reset(60),
        'x-user-limit-24hour-limit': '100',
        'x-user-limit-24hour-remaining': '0',
        'x-user-limit-24hour-reset': reset(60),
      };
      expect(x.usage?.({ status: 200, headers, text: '' }, { remoteId: '1', handle: 'up' })).toEqual([
        { of: 'app', percent: 95 },
        { of: 'account', percent: 100, regainMs: 60_000 },
      ]);
    });

    it('of each kind of call is known by the call', () => {
      const kinds = (method: 'GET' | 'POST', path: string) =>
        x.rates
          ?.filter((rate) => rate.matches({ method, url: `https://api.x.com/2${path}` }))
          .map((r) => r.name);
      expect(kinds('POST', '/tweets')).toEqual(['posts', 'posts-3h']);
      expect(kinds('GET', '/users/1/tweets')).toEqual(['timeline']);
      expect(kinds('POST', '/media/upload/7/append')).toEqual(['append']);
      expect(kinds('POST', '/media/upload')).toEqual(['upload']);
      expect(kinds('GET', '/media/upload')).toEqual(['upload-status']);
    });
  });

  describe('a refusal without a code', () => {
    const refused = (detail: string, timeline: DoubleReply) =>
      network.answer(({ method }) => (method === 'POST' ? plain(403, detail) : timeline));
    const same = list([
      row('12', 'Autre'),
      row('11', 'Le café ouvre', { created_at: '2026-11-01T08:00:00.000Z' }),
    ]);

    it.each([DUPLICATE, 'You are not permitted to perform this action.'])(
      '%s is a duplicate when the account has such a post',
      async (detail) => {
        refused(detail, same);
        expect(await failureOf(posting())).toMatchObject({
          class: 'duplicate',
          refused: false,
          duplicateOf: '11',
          hint: 'duplicate_post',
        });
      },
    );

    it('is one of the content when it has none, unless X says that it is a duplicate', async () => {
      refused('You are not permitted to perform this action.', list([row('12', 'Autre')]));
      expect(await failureOf(posting())).toMatchObject({
        class: 'permanent',
        refused: true,
        hint: 'content_refused',
      });
      refused(DUPLICATE, list([]));
      const said = await failureOf(posting());
      expect(said).toMatchObject({ class: 'duplicate', refused: false });
      expect(said.duplicateOf).toBeUndefined();
    });

    it('is not understood while the posts cannot be read: it may be live', async () => {
      refused('You are not permitted to perform this action.', plain(503));
      expect(await failureOf(posting())).toMatchObject({
        class: 'unknown',
        refused: false,
        hint: 'may_be_live',
      });
      refused(DUPLICATE, plain(503));
      expect(await failureOf(posting())).toMatchObject({ class: 'duplicate', refused: false });
    });
  });

  describe('its credential', () => {
    const app = { clientId: 'id', clientSecret: 's:é' };

    it('is renewed with a token that works once, by the application', async () => {
      network.answer(() => ({
        headers: { date: DATE },
        body: { token_type: 'bearer', expires_in: 7_200, access_token: 'new', refresh_token: 'next' },
      }));
      const io = network.io(x, words);
      expect(await x.refresh?.(io, app)).toEqual({
        accessToken: 'new',
        refreshToken: 'next',
        expiresAt: '2026-11-22T12:00:00.000Z',
      });
      const [request] = network.requests;
      expect(request?.path).toBe('/2/oauth2/token');
      expect(request?.headers.authorization).toBe(`Basic ${Buffer.from('id:s%3A%C3%A9').toString('base64')}`);
      expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
        grant_type: 'refresh_token',
        refresh_token: 'rft.refreshOfTheChannel',
      });
      expect(await x.refresh?.({ ...io, credential: { accessToken: 'a' } }, app)).toBeNull();
    });

    it.each([
      [400, 'invalid_request', 'auth', 'reconnect'],
      [401, 'unauthorized_client', 'permanent', 'operator_app'],
    ])('answered %s %s is %s', async (status, error, kind, hint) => {
      network.answer(() => ({ status, body: { error, error_description: 'rft.refreshOfTheChannel' } }));
      const asked = x.refresh?.(network.io(x, words), app) ?? Promise.resolve();
      const detail = await failureOf(asked);
      expect(detail).toMatchObject({ class: kind, refused: true, hint });
      expect(detail.message).not.toContain('refreshOfTheChannel');
    });

    it('is that of an account', async () => {
      network.answer(() => ({ body: { data: { id: '44196397', name: 'Up', username: 'upcafe' } } }));
      expect(await x.account(network.io(x, words))).toEqual({
        remoteId: '44196397',
        name: 'Up',
        handle: 'upcafe',
      });
    });
  });
});
