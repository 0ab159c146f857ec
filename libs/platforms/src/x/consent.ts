import { z } from 'zod';
import type { Credential } from '../kit/adapter.js';
import { pageOf } from '../kit/consent-page.js';
import type { Consent, ConsentIo } from '../kit/consent.js';
import { elsewhere } from '../kit/elsewhere.js';
import { granted } from '../kit/granted.js';
import { PlatformError } from '../kit/platform-error.js';
import { requireScopes, scopesIn } from '../kit/scopes.js';
import { API, xCall } from './api.js';
import { oauth } from './oauth.js';
import { meAnswer, tokenAnswer } from './schemas.js';

/** The consent page is not on the host of the API. */
const PAGE = 'https://x.com/i/oauth2/authorize';

/** All are needed: `media.write` for pictures and videos, `offline.access` for the refresh token. */
const SCOPES = ['tweet.read', 'tweet.write', 'users.read', 'media.write', 'offline.access'];

/** Connecting by X's consent page. A code works for thirty seconds. Source: X API, OAuth 2.0 with PKCE. */
export const consent: Consent = {
  scopes: SCOPES,

  page: (settings, ask) =>
    pageOf(elsewhere(settings, API, PAGE), {
      response_type: 'code',
      client_id: ask.clientId,
      redirect_uri: ask.redirectUri,
      scope: SCOPES.join(' '),
      state: ask.state,
      code_challenge: ask.challenge,
      code_challenge_method: 'S256',
    }),

  async exchange(io, app, { code, redirectUri, verifier }) {
    const { data, response } = await oauth(io, app, {
      path: 'token',
      form: {
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUri,
        code_verifier: verifier,
      },
      schema: tokenAnswer,
    });
    requireScopes(SCOPES, scopesIn(data.scope));
    return granted(response, data);
  },

  /** One account a consent: the person's own. */
  async accounts(io, credential) {
    const me = await readMe({ ...io, credential });
    return [
      { remoteId: me.id, name: me.name, handle: me.username, picture: me.profile_image_url, credential },
    ];
  },

  /** Both tokens, since X does not say that one takes the other along. What is withdrawn already is as wanted. */
  async revoke(io, app) {
    for (const token of [io.credential.refreshToken, io.credential.accessToken]) {
      if (!token) continue;
      try {
        await oauth(io, app, { path: 'revoke', form: { token }, schema: z.unknown() });
      } catch (error) {
        if (!(error instanceof PlatformError) || error.detail.class !== 'auth') throw error;
      }
    }
  },
};

/** The account of a credential. @throws PlatformError */
export async function readMe(io: ConsentIo & { credential: Credential }) {
  const { data } = await xCall(io, {
    method: 'GET',
    path: '/users/me',
    query: { 'user.fields': 'name,username,profile_image_url' },
    schema: meAnswer,
  });
  return data;
}
