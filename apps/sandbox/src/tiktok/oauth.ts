import type { Account } from '../core/accounts.js';
import { decimalId, secret } from '../core/ids.js';
import type { Call, Reply } from '../core/exchange.js';
import type { SandboxState } from '../core/sandbox-state.js';

const SCOPE = 'user.info.basic,user.info.profile,user.info.stats,video.list,video.publish';

export const byRefreshToken = (sandboxState: SandboxState) => (call: Call) =>
  sandboxState.accounts
    .list('tiktok')
    .find((account) => account.refreshToken === call.params.get('refresh_token')) ?? null;

/**
 * `POST /v2/oauth/token/`: answers without envelope, errors with HTTP 200. Refresh tokens rotate: each refresh gives
 * a new one and invalidates the old (OAuth User Access Token Management).
 */
export function token(sandboxState: SandboxState, call: Call): Reply {
  const { params, account } = call;
  if (!params.get('client_key') || !params.get('client_secret')) {
    return flatError('invalid_client', 'Client key or secret is incorrect.');
  }
  if (params.get('grant_type') === 'authorization_code') {
    const agreed = sandboxState.consents.redeem('tiktok', params, call.arrivedAt);
    const [creator] = agreed?.accounts ?? [];
    if (!agreed || !creator) return flatError('invalid_grant', 'Authorization code is expired.');
    return granted(creator, agreed.scopes.join(','));
  }
  if (params.get('grant_type') !== 'refresh_token') {
    return flatError('invalid_request', 'Unsupported grant type.');
  }
  if (!account || account.tokenState === 'revoked') {
    return flatError('invalid_grant', 'Refresh token is invalid or expired.');
  }
  sandboxState.accounts.patch(account, {
    token: secret('act.'),
    refreshToken: secret('rft.'),
    tokenState: 'ok',
  });
  return granted(account, SCOPE);
}

function granted(account: Account, scope: string): Reply {
  const body = {
    open_id: account.id,
    scope,
    access_token: account.token,
    expires_in: 7200,
    refresh_token: account.refreshToken,
    refresh_expires_in: 15_552_000,
    token_type: 'Bearer',
  };
  return { status: 200, body };
}

const flatError = (error: string, description: string): Reply => ({
  status: 200,
  body: { error, error_description: description, log_id: decimalId('2026') },
});

/** `POST /v2/oauth/revoke/`: the token, and what it was renewed with, work no more. An unknown one is as wanted. */
export function revoke(sandboxState: SandboxState, call: Call): Reply {
  const account = sandboxState.accounts.byToken('tiktok', call.params.get('token') ?? '');
  if (account) sandboxState.accounts.patch(account, { tokenState: 'revoked' });
  return { status: 200, body: '' };
}
