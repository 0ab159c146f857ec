import {
  aContent,
  failureOf,
  startNetworkDouble,
  type NetworkDouble,
} from '../../../../test/support/network-double.js';
import { pinterest } from './adapter.js';
import { consent } from './consent.js';

const date = 'Sun, 22 Nov 2026 10:00:00 GMT';
const app = { clientId: 'id', clientSecret: 'the-secret' };
const granted = {
  access_token: 'pina_new',
  refresh_token: 'pinr.new',
  expires_in: 2_592_000,
  refresh_token_expires_in: 5_184_000,
  scope: 'boards:read,boards:write,pins:read,pins:write,user_accounts:read',
};
const credential = {
  accessToken: 'pina_new',
  refreshToken: 'pinr.new',
  expiresAt: '2026-12-22T10:00:00.000Z',
  refreshExpiresAt: '2027-01-21T10:00:00.000Z',
};

describe('access to pinterest', () => {
  let network: NetworkDouble;
  beforeAll(async () => {
    network = await startNetworkDouble();
  });
  afterAll(() => network.close());
  const io = () => network.io(pinterest, aContent());
  const form = () => Object.fromEntries(new URLSearchParams(network.requests[0]?.body));
  const ask = { clientId: 'id', redirectUri: 'https://up.example/back', state: 's', challenge: 'c' };

  it('is asked for on the network’s own page, and where a stand-in has it', () => {
    const page = new URL(consent.page(pinterest.defaults, ask));
    expect(`${page.origin}${page.pathname}`).toBe('https://www.pinterest.com/oauth/');
    expect(Object.fromEntries(page.searchParams)).toEqual({
      client_id: 'id',
      redirect_uri: 'https://up.example/back',
      response_type: 'code',
      scope: granted.scope,
      state: 's',
    });
    const at = (origin: string) => new URL(consent.page({ origin, version: 'v5' }, ask));
    expect(at('https://api-sandbox.pinterest.com').host).toBe('www.pinterest.com');
    expect(at('http://localhost:4000/pinterest').href).toMatch(
      /^http:\/\/localhost:4000\/pinterest\/oauth\/\?/u,
    );
  });

  it('is given for a code, which the application shows itself for', async () => {
    network.answer(() => ({ headers: { date }, body: granted }));
    const answer = { code: 'c1', redirectUri: ask.redirectUri, verifier: 'v' };
    expect(await consent.exchange(io(), app, answer)).toEqual(credential);
    expect(network.requests[0]?.path).toBe('/v5/oauth/token');
    expect(network.requests[0]?.headers.authorization).toBe(
      `Basic ${Buffer.from('id:the-secret').toString('base64')}`,
    );
    expect(form()).toEqual({
      grant_type: 'authorization_code',
      code: 'c1',
      redirect_uri: ask.redirectUri,
      continuous_refresh: 'true',
    });
  });

  it('is not enough without a right that pinning needs', async () => {
    const answer = { code: 'c1', redirectUri: ask.redirectUri, verifier: 'v' };
    network.answer(() => ({ headers: { date }, body: { ...granted, scope: 'boards:read pins:read' } }));
    expect(await failureOf(consent.exchange(io(), app, answer))).toMatchObject({
      class: 'permanent',
      code: 'scope_missing',
      hint: 'missing_permission',
      message: 'boards:write pins:write user_accounts:read',
    });
    network.answer(() => ({ headers: { date }, body: { ...granted, scope: undefined } }));
    expect(await consent.exchange(io(), app, answer)).toEqual(credential);
  });

  it('reaches the account of the token', async () => {
    const id = '549755885175123456';
    network.answer(() => ({
      body: `{"id":${id},"username":"upcafe","business_name":null,"profile_image":"https://i.pinimg.com/a.jpg"}`,
    }));
    expect(await consent.accounts(io(), credential)).toEqual([
      { remoteId: id, name: 'upcafe', handle: 'upcafe', credential, picture: 'https://i.pinimg.com/a.jpg' },
    ]);
    expect(network.requests[0]?.headers.authorization).toBe('Bearer pina_new');
  });

  it('is renewed with another refresh token each time', async () => {
    network.answer(() => ({ headers: { date }, body: granted }));
    expect(await pinterest.refresh?.(io(), app)).toEqual(credential);
    expect(form()).toEqual({
      grant_type: 'refresh_token',
      refresh_token: 'rft.refreshOfTheChannel',
      continuous_refresh: 'true',
    });
    expect(await pinterest.refresh?.({ ...io(), credential: { accessToken: 'a' } }, app)).toBeNull();
  });

  it.each([
    [400, 283, 'auth', 'reconnect'],
    [401, 2, 'permanent', 'operator_app'],
    [400, 1, 'permanent', 'operator_app'],
    [429, 8, 'rate_limited', 'rate_limited'],
    [500, 5, 'transient', undefined],
  ])('a renewal answered %i/%i is %s: %s', async (status, code, expected, hint) => {
    network.answer(() => ({ status, body: { code, message: 'x' } }));
    const refused = failureOf(pinterest.refresh?.(io(), app) ?? Promise.resolve());
    expect(await refused).toMatchObject({ class: expected, ...(hint && { hint }) });
  });
});
