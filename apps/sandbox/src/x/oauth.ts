import { secret } from '../core/ids.js';
import type { Account } from '../core/accounts.js';
import type { Call, Reply } from '../core/exchange.js';
import type { SandboxState } from '../core/sandbox-state.js';

const CODE_USED = 'Value passed for the authorization code was invalid.';
const SCOPE = 'tweet.read tweet.write users.read media.write offline.access';

/** The account of a refresh token, or of a token that is withdrawn. */
export const byTokens = (sandboxState: SandboxState) => (call: Call) => {
  const given = call.params.get('refresh_token') ?? call.params.get('token');
  return (
    sandboxState.accounts
      .list('x')
      .find(({ refreshToken, token }) => [refreshToken, token].includes(given ?? '')) ?? null
  );
};

/** The application speaks for itself by HTTP Basic, with its id and secret (X API, OAuth 2.0, confidential clients). */
function isApplication(call: Call): boolean {
  const [, told = ''] = /^Basic\s+(\S+)$/i.exec(call.req.headers.authorization ?? '') ?? [];
  return /^[^:]+:.+$/.test(Buffer.from(told, 'base64').toString());
}

/** `POST /2/oauth2/token`: codes and refresh tokens work once; a renewal has the next. */
export function token(sandboxState: SandboxState, call: Call): Reply {
  const { params, account } = call;
  if (!isApplication(call)) return refused(401, 'unauthorized_client', 'Missing valid authorization header');
  if (params.get('grant_type') === 'authorization_code') {
    const agreed = sandboxState.consents.redeem('x', params, call.arrivedAt);
    const [own] = agreed?.accounts ?? [];
    return agreed && own ? granted(own, agreed.scopes.join(' ')) : refused(400, 'invalid_request', CODE_USED);
  }
  if (params.get('grant_type') !== 'refresh_token') {
    return refused(400, 'unsupported_grant_type', 'grant_type is not supported');
  }
  if (!account || account.tokenState === 'revoked' || params.get('refresh_token') !== account.refreshToken) {
    return refused(400, 'invalid_request', 'Value passed for the token was invalid.');
  }
  sandboxState.accounts.patch(account, { token: secret('AT'), refreshToken: secret('RT'), tokenState: 'ok' });
  return granted(account, SCOPE);
}

const granted = ({ token: access_token, refreshToken: refresh_token }: Account, scope: string): Reply => ({
  status: 200,
  body: { token_type: 'bearer', expires_in: 7_200, access_token, scope, refresh_token },
});

/** `POST /2/oauth2/revoke`. */
export function revoke(sandboxState: SandboxState, call: Call): Reply {
  if (!isApplication(call)) return refused(401, 'unauthorized_client', 'Missing valid authorization header');
  if (call.account) sandboxState.accounts.patch(call.account, { tokenState: 'revoked' });
  return { status: 200, body: { revoked: true } };
}

const refused = (status: number, error: string, description: string): Reply => ({
  status,
  body: { error, error_description: description },
});
