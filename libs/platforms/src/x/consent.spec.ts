import {
  aContent,
  failureOf,
  startNetworkDouble,
  type NetworkDouble,
} from '../../../../test/support/network-double.js';
import { x } from './adapter.js';
import { consent } from './consent.js';

const ask = {
  clientId: 'client',
  redirectUri: 'https://lineup.example/channels/consent',
  state: 'state+1',
  challenge: 'c'.repeat(43),
};
const answer = { code: 'code', redirectUri: ask.redirectUri, verifier: 'v'.repeat(43) };
const app = { clientId: 'client', clientSecret: 'secret' };
const SCOPES = 'tweet.read tweet.write users.read media.write offline.access';

describe('the consent of X', () => {
  let network: NetworkDouble;
  beforeAll(async () => {
    network = await startNetworkDouble();
  });
  afterAll(() => network.close());
  const granted = (scope: string | undefined) =>
    network.answer(() => ({
      headers: { date: 'Sun, 22 Nov 2026 10:00:00 GMT' },
      body: { token_type: 'bearer', expires_in: 7_200, access_token: 'at', refresh_token: 'rt', scope },
    }));

  it('is asked for on X’s own page, with a challenge', () => {
    const page = new URL(consent.page(x.defaults, ask));
    expect(`${page.origin}${page.pathname}`).toBe('https://x.com/i/oauth2/authorize');
    expect(Object.fromEntries(page.searchParams)).toEqual({
      response_type: 'code',
      client_id: 'client',
      redirect_uri: ask.redirectUri,
      scope: SCOPES,
      state: 'state+1',
      code_challenge: ask.challenge,
      code_challenge_method: 'S256',
    });
    expect(page.search).toContain('tweet.read%20tweet.write');
  });

  it('is asked for at a stand-in where the API is one', () => {
    const settings = { ...x.defaults, origin: 'http://127.0.0.1:3100/x' };
    expect(consent.page(settings, ask)).toMatch(/^http:\/\/127\.0\.0\.1:3100\/x\/i\/oauth2\/authorize\?/);
  });

  it('gives a credential for a code and what proves that we asked', async () => {
    granted(SCOPES);
    expect(await consent.exchange(network.io(x, aContent()), app, answer)).toEqual({
      accessToken: 'at',
      refreshToken: 'rt',
      expiresAt: '2026-11-22T12:00:00.000Z',
    });
    const [request] = network.requests;
    expect(request?.path).toBe('/2/oauth2/token');
    expect(request?.headers.authorization).toBe(`Basic ${Buffer.from('client:secret').toString('base64')}`);
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
      grant_type: 'authorization_code',
      code: 'code',
      redirect_uri: ask.redirectUri,
      code_verifier: answer.verifier,
    });
  });

  it('is refused without a right that is needed; an answer without rights grants all', async () => {
    granted('tweet.read tweet.write users.read offline.access');
    expect(await failureOf(consent.exchange(network.io(x, aContent()), app, answer))).toMatchObject({
      class: 'permanent',
      refused: true,
      code: 'scope_missing',
      hint: 'missing_permission',
      message: 'media.write',
    });
    granted(undefined);
    expect(await consent.exchange(network.io(x, aContent()), app, answer)).toMatchObject({
      accessToken: 'at',
    });
  });

  it('tells nothing of a code that is used up but that the person is to be asked again', async () => {
    network.answer(() => ({
      status: 400,
      body: {
        error: 'invalid_request',
        error_description: 'Value passed for the authorization code was invalid.',
      },
    }));
    expect(await failureOf(consent.exchange(network.io(x, aContent()), app, answer))).toMatchObject({
      class: 'auth',
      refused: true,
      hint: 'reconnect',
    });
  });

  it('reaches the person’s own account', async () => {
    const picture = 'https://pbs.twimg.com/profile_images/1/up_normal.jpg';
    network.answer(() => ({
      body: { data: { id: '44196397', name: 'Up', username: 'upcafe', profile_image_url: picture } },
    }));
    const credential = { accessToken: 'of-the-consent' };
    expect(await consent.accounts(network.io(x, aContent()), credential)).toEqual([
      { remoteId: '44196397', name: 'Up', handle: 'upcafe', picture, credential },
    ]);
    expect(network.requests[0]?.headers.authorization).toBe('Bearer of-the-consent');
  });

  it('is withdrawn with both tokens, also when one is gone already', async () => {
    network.answer(({ body }) =>
      body.includes('rft.')
        ? { status: 400, body: { error: 'invalid_request', error_description: 'no' } }
        : { body: { revoked: true } },
    );
    await consent.revoke?.(network.io(x, aContent()), app);
    expect(network.requests.map(({ path, body }) => [path, body])).toEqual([
      ['/2/oauth2/revoke', 'token=rft.refreshOfTheChannel'],
      ['/2/oauth2/revoke', 'token=EAAtokenOfTheChannel'],
    ]);
    network.answer(() => ({ status: 503 }));
    const failed = consent.revoke?.(network.io(x, aContent()), app) ?? Promise.resolve();
    expect(await failureOf(failed)).toMatchObject({ class: 'transient' });
  });
});
