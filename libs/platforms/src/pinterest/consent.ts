import { asNobody, pageOf } from '../kit/consent-page.js';
import type { Consent } from '../kit/consent.js';
import { elsewhere } from '../kit/elsewhere.js';
import { granted } from '../kit/granted.js';
import { requireScopes, scopesIn } from '../kit/scopes.js';
import { readAccount } from './account.js';
import { API, askToken } from './oauth.js';

/** Pinterest's own sandbox, where an application with Trial access may pin; its consent page is the network's. */
const SANDBOX = 'https://api-sandbox.pinterest.com';

/** What pinning needs, and reading it back. */
const SCOPES = ['boards:read', 'boards:write', 'pins:read', 'pins:write', 'user_accounts:read'];

/** One account a consent. Source: Pinterest, set up authentication; it has no PKCE, and no call that withdraws. */
export const consent: Consent = {
  scopes: SCOPES,

  page: (settings, ask) =>
    pageOf(
      elsewhere(settings, settings.origin === SANDBOX ? SANDBOX : API, 'https://www.pinterest.com/oauth/'),
      {
        client_id: ask.clientId,
        redirect_uri: ask.redirectUri,
        response_type: 'code',
        scope: SCOPES.join(','),
        state: ask.state,
      },
    ),

  async exchange(io, app, { code, redirectUri }) {
    const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri };
    const { data, response } = await askToken(io, app, form);
    requireScopes(SCOPES, scopesIn(data.scope));
    return granted(response, { ...data, refreshLifetime: data.refresh_token_expires_in });
  },

  async accounts(io, credential) {
    return [{ ...(await readAccount(asNobody(io, credential))), credential }];
  },
};
