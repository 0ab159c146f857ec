import type { Account } from '../core/accounts.js';
import { secret } from '../core/ids.js';
import type { Call, Reply } from '../core/exchange.js';
import type { SandboxState } from '../core/sandbox-state.js';

const SCOPE = ['upload', 'force-ssl']
  .map((right) => `https://www.googleapis.com/auth/youtube.${right}`)
  .join(' ');

/** The account of the refresh or access token that a form names. */
export const byGivenToken = (sandboxState: SandboxState) => (call: Call) => {
  const given = call.params.get('refresh_token') ?? call.params.get('token');
  const accounts = sandboxState.accounts.list('youtube');
  return accounts.find(({ refreshToken, token }) => given === refreshToken || given === token) ?? null;
};

/**
 * `POST /token`: for a code, an access token for an hour and a refresh token; for a refresh token, which stays and is not told
 * again, another access token.
 */
export function token(sandboxState: SandboxState, call: Call): Reply {
  const { params, account, arrivedAt } = call;
  if (!params.get('client_id') || !params.get('client_secret')) {
    return refused(401, 'invalid_client', 'The OAuth client was not found.');
  }
  if (params.get('grant_type') === 'authorization_code') {
    const agreed = sandboxState.consents.redeem('youtube', params, arrivedAt);
    const [channel] = agreed?.accounts ?? [];
    if (!agreed || !channel) return refused(400, 'invalid_grant', 'Malformed auth code.');
    return granted(channel, agreed.scopes.join(' '), { refresh_token: channel.refreshToken });
  }
  if (params.get('grant_type') !== 'refresh_token') {
    return refused(400, 'unsupported_grant_type', 'Invalid grant_type');
  }
  if (!account || account.tokenState === 'revoked') {
    return refused(400, 'invalid_grant', 'Token has been expired or revoked.');
  }
  sandboxState.accounts.patch(account, { token: secret('ya29.'), tokenState: 'ok' });
  return granted(account, SCOPE, {});
}

const granted = ({ token }: Account, scope: string, more: Record<string, unknown>): Reply => ({
  status: 200,
  body: { access_token: token, expires_in: 3_599, ...more, scope, token_type: 'Bearer' },
});

/** `POST /revoke`: the whole consent is withdrawn, whichever of its tokens is given. */
export function revoke(sandboxState: SandboxState, call: Call): Reply {
  const { account } = call;
  if (!account || account.tokenState === 'revoked') {
    return refused(400, 'invalid_token', 'Token expired or revoked');
  }
  sandboxState.accounts.patch(account, { tokenState: 'revoked' });
  return { status: 200, body: {} };
}

const refused = (status: number, error: string, description: string): Reply => ({
  status,
  body: { error, error_description: description },
});
