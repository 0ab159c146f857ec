import {
  aContent,
  failureOf,
  startNetworkDouble,
  type NetworkDouble,
} from '../../../../test/support/network-double.js';
import { bluesky } from './adapter.js';

const DID = 'did:plc:upcafe22222222222222222a';
const PASSWORD = 'abcd-2345-efgh-6732';

/** A token with these claims. */
const jwt = (claims: object): string =>
  ['{"alg":"HS256"}', JSON.stringify(claims), 'signature-of-it']
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.');

describe('a session of bluesky', () => {
  let network: NetworkDouble;
  beforeAll(async () => {
    network = await startNetworkDouble();
  });
  afterAll(() => network.close());
  const io = (over = {}) => ({
    ...network.io(bluesky, aContent(), over),
    account: { remoteId: DID, handle: 'up.example' },
  });
  const [accessJwt, refreshJwt] = [jwt({ exp: 1_795_345_200 }), jwt({ exp: 1_803_114_000 })];
  const pair = { accessJwt, refreshJwt, did: DID, handle: 'up.example' };
  const credential = {
    accessToken: accessJwt,
    refreshToken: refreshJwt,
    expiresAt: '2026-11-22T11:00:00.000Z',
    refreshExpiresAt: '2027-02-20T09:00:00.000Z',
  };

  it('begins with a handle, however it was copied, and an app password, which is not kept', async () => {
    network.answer(() => ({ body: pair }));
    const signedIn = await bluesky.signIn?.(io(), { login: ' @Up.Example\u202c', password: PASSWORD });
    expect(signedIn).toEqual(credential);
    const [request] = network.requests;
    expect(request?.path).toBe('/xrpc/com.atproto.server.createSession');
    expect(request?.headers.authorization).toBeUndefined();
    expect(JSON.parse(request?.body ?? '')).toEqual({ identifier: 'up.example', password: PASSWORD });
  });

  it.each(['AuthenticationRequired', 'AuthFactorTokenRequired'])(
    'is refused with %s, and the password is not quoted',
    async (error) => {
      network.answer(() => ({ status: 401, body: { error, message: `not with ${PASSWORD}, pa55phrase` } }));
      const given = { login: 'up.example', password: 'pa55phrase' };
      const detail = await failureOf(bluesky.signIn?.(io(), given) ?? Promise.resolve());
      expect(detail).toMatchObject({ class: 'auth', code: error, refused: true });
      expect(detail.message).not.toMatch(/abcd-2345|pa55phrase/u);
    },
  );

  it('is renewed with its refresh token, and lasts an hour where the tokens do not tell', async () => {
    network.answer(() => ({ body: pair }));
    expect(await bluesky.refresh?.(io({ credential }), { clientId: '', clientSecret: '' })).toEqual(
      credential,
    );
    expect(network.requests[0]?.headers.authorization).toBe(`Bearer ${refreshJwt}`);
    const date = 'Sun, 22 Nov 2026 10:00:00 GMT';
    network.answer(() => ({
      headers: { date },
      body: { ...pair, accessJwt: 'opaque', refreshJwt: 'other' },
    }));
    expect(await bluesky.refresh?.(io({ credential }), { clientId: '', clientSecret: '' })).toEqual({
      accessToken: 'opaque',
      refreshToken: 'other',
      expiresAt: '2026-11-22T11:00:00.000Z',
    });
    network.answer(() => ({
      status: 400,
      body: { error: 'ExpiredToken', message: 'Token has been revoked' },
    }));
    const over = bluesky.refresh?.(io({ credential }), { clientId: '', clientSecret: '' });
    expect(await failureOf(over ?? Promise.resolve())).toMatchObject({ class: 'auth', hint: 'reconnect' });
  });

  it('is ended with its refresh token, and is over when it was over', async () => {
    network.answer(() => ({}));
    await bluesky.signOut?.(io({ credential }));
    expect(network.requests[0]?.path).toBe('/xrpc/com.atproto.server.deleteSession');
    expect(network.requests[0]?.headers.authorization).toBe(`Bearer ${refreshJwt}`);
    network.answer(() => ({ status: 400, body: { error: 'ExpiredToken', message: '' } }));
    await bluesky.signOut?.(io({ credential }));
    network.answer(() => ({ status: 503, body: 'later' }));
    expect(await failureOf(bluesky.signOut?.(io({ credential })) ?? Promise.resolve())).toMatchObject({
      class: 'transient',
    });
  });

  const shows = (didDoc: unknown, profile: object = { body: { value: { displayName: ' Up café ' } } }) =>
    network.answer(({ path }) =>
      path.endsWith('getSession') ? { body: { did: DID, handle: 'up.example', didDoc } } : profile,
    );
  const document = (id: string, serviceEndpoint: string) => ({ service: [7, { id, serviceEndpoint }] });

  it.each([
    [document('#atproto_pds', 'https://pds.example'), 'https://pds.example'],
    [document(`${DID}#atproto_pds`, 'https://pds.example/'), 'https://pds.example'],
    [document('#other', 'https://pds.example'), undefined],
    [document('#atproto_pds', 'http://pds.example'), undefined],
    [document('#atproto_pds', 'https://user:pass@pds.example'), undefined],
    ['none', undefined],
    [undefined, undefined],
  ])('of an account whose document is %j is had at %s', async (didDoc, server) => {
    shows(didDoc);
    expect(await bluesky.account(io())).toEqual({
      remoteId: DID,
      name: 'Up café',
      handle: 'up.example',
      ...(server && { server }),
    });
  });

  it('of an account without a profile shows its handle', async () => {
    shows(undefined, { status: 400, body: { error: 'RecordNotFound', message: '' } });
    expect((await bluesky.account(io())).name).toBe('up.example');
  });
});
