import {
  aContent,
  failureOf,
  startNetworkDouble,
  type NetworkDouble,
} from '../../../../test/support/network-double.js';
import type { Consent } from '../kit/consent.js';
import { youtube } from './adapter.js';

const APP = { clientId: 'id', clientSecret: 'GOCSPX-secret' };
const UPLOAD = 'https://www.googleapis.com/auth/youtube.upload';
const REST = 'https://www.googleapis.com/auth/youtube.force-ssl';
const DATE = 'Sun, 22 Nov 2026 10:00:00 GMT';

describe('the consent of YouTube', () => {
  let network: NetworkDouble;
  beforeAll(async () => {
    network = await startNetworkDouble();
  });
  afterAll(() => network.close());
  const io = () => network.io(youtube, aContent());
  const consent = youtube.consent as Consent;
  const answer = { code: '4/0code', redirectUri: 'https://lineup.example/back', verifier: 'verifier' };
  const form = () => Object.fromEntries(new URLSearchParams(network.requests[0]?.body));

  it('asks at Google for a refresh token, or at the stand-in', () => {
    const ask = { clientId: 'id', redirectUri: answer.redirectUri, state: 's', challenge: 'c'.repeat(43) };
    const page = new URL(consent.page(youtube.defaults, ask));
    expect(`${page.origin}${page.pathname}`).toBe('https://accounts.google.com/o/oauth2/v2/auth');
    expect(Object.fromEntries(page.searchParams)).toEqual({
      client_id: 'id',
      redirect_uri: answer.redirectUri,
      response_type: 'code',
      scope: `${UPLOAD} ${REST}`,
      state: 's',
      code_challenge: 'c'.repeat(43),
      code_challenge_method: 'S256',
      access_type: 'offline',
      prompt: 'consent',
    });
    const there = consent.page({ origin: 'http://127.0.0.1:3100/youtube', version: 'v3' }, ask);
    expect(there).toMatch(/^http:\/\/127\.0\.0\.1:3100\/youtube\/o\/oauth2\/v2\/auth\?client_id=id&/);
  });

  it('exchanges the code, and tells when its tokens end', async () => {
    network.answer(() => ({
      headers: { date: DATE },
      body: {
        access_token: 'ya29.access',
        expires_in: 3599,
        refresh_token: '1//refresh',
        refresh_token_expires_in: 604_799,
        scope: `${REST} ${UPLOAD}`,
      },
    }));
    expect(await consent.exchange(io(), APP, answer)).toEqual({
      accessToken: 'ya29.access',
      refreshToken: '1//refresh',
      expiresAt: '2026-11-22T10:59:59.000Z',
      refreshExpiresAt: '2026-11-29T09:59:59.000Z',
    });
    expect(network.requests[0]?.path).toBe('/token');
    expect(form()).toEqual({
      client_id: 'id',
      client_secret: 'GOCSPX-secret',
      grant_type: 'authorization_code',
      code: answer.code,
      redirect_uri: answer.redirectUri,
      code_verifier: 'verifier',
    });
  });

  it.each([UPLOAD, `${UPLOAD} ${REST}.partner`])('refuses a consent to %s alone', async (scope) => {
    network.answer(() => ({ body: { access_token: 'ya29.access', refresh_token: '1//r', scope } }));
    expect(await failureOf(consent.exchange(io(), APP, answer))).toMatchObject({
      class: 'permanent',
      code: 'scope_missing',
      hint: 'missing_permission',
      refused: true,
    });
  });

  it('reaches the channel that the person chose, with its picture', async () => {
    const snippet = {
      title: 'Up café',
      customUrl: '@upcafe',
      thumbnails: { default: { url: 'https://yt3.ggpht.com/a' }, medium: { url: 'javascript:alert(1)' } },
    };
    const items = [{ id: 'UC0123456789abcdefghij-_', snippet }];
    network.answer(() => ({ body: { kind: 'youtube#channelListResponse', items } }));
    const credential = { accessToken: 'ya29.access' };
    expect(await consent.accounts(io(), credential)).toEqual([
      {
        remoteId: 'UC0123456789abcdefghij-_',
        name: 'Up café',
        handle: 'upcafe',
        picture: 'https://yt3.ggpht.com/a',
        credential,
      },
    ]);
    expect(network.requests[0]?.headers.authorization).toBe('Bearer ya29.access');
    network.answer(() => ({ body: { kind: 'youtube#channelListResponse', pageInfo: { totalResults: 0 } } }));
    expect(await consent.accounts(io(), credential)).toEqual([]);
    expect(await failureOf(youtube.account(io()))).toMatchObject({
      class: 'auth',
      code: 'youtubeSignupRequired',
    });
  });

  it('is withdrawn with the refresh token, and is as good as withdrawn where Google does not know it', async () => {
    network.answer(() => ({ body: {} }));
    await consent.revoke?.(io(), APP);
    expect([network.requests[0]?.path, form()]).toEqual(['/revoke', { token: 'rft.refreshOfTheChannel' }]);
    network.answer(() => ({ status: 400, body: { error: 'invalid_token' } }));
    await expect(consent.revoke?.(io(), APP)).resolves.toBeUndefined();
    network.answer(() => ({ status: 400, body: '<html>gateway</html>' }));
    expect(await failureOf(Promise.resolve(consent.revoke?.(io(), APP)))).toMatchObject({
      class: 'transient',
    });
  });

  it('keeps the refresh token, which a renewal does not tell again', async () => {
    network.answer(() => ({
      headers: { date: DATE },
      body: { access_token: 'ya29.next', expires_in: 3599 },
    }));
    expect(await youtube.refresh?.(io(), APP)).toEqual({
      accessToken: 'ya29.next',
      refreshToken: 'rft.refreshOfTheChannel',
      expiresAt: '2026-11-22T10:59:59.000Z',
      refreshExpiresAt: undefined,
    });
    const alone = { ...io(), credential: { accessToken: 'ya29.access' } };
    expect(await youtube.refresh?.(alone, APP)).toBeNull();
  });

  it.each([
    [400, 'invalid_grant', 'auth', 'reconnect'],
    [401, 'invalid_client', 'permanent', 'operator_app'],
  ])('hears %s %s as %s', async (status, code, kind, hint) => {
    network.answer(() => ({ status, body: { error: code, error_description: 'rft.refreshOfTheChannel' } }));
    expect(await failureOf(Promise.resolve(youtube.refresh?.(io(), APP)))).toMatchObject({
      class: kind,
      code,
      hint,
      message: '[secret]',
      refused: true,
    });
  });
});
