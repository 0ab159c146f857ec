import type { Account } from '../core/accounts.js';
import { secret } from '../core/ids.js';
import type { Call, Reply } from '../core/exchange.js';
import type { SandboxState } from '../core/sandbox-state.js';
import { invalid, pinterestReply } from './network.js';

const SCOPES = ['boards:read', 'boards:write', 'pins:read', 'pins:write', 'user_accounts:read'];
/** Thirty days, and sixty. */
const ACCESS_S = 2_592_000;
const REFRESH_S = 5_184_000;

export const byRefreshToken = (sandboxState: SandboxState) => (call: Call) =>
  sandboxState.accounts
    .list('pinterest')
    .find((account) => account.refreshToken === call.params.get('refresh_token')) ?? null;

/**
 * `POST /v5/oauth/token`: the application by HTTP Basic, with a code or a refresh token; each
 * renewal gives another refresh token (Pinterest, set up authentication). Whether the old one goes on is not documented: here it does not.
 */
export function token(sandboxState: SandboxState, call: Call): Reply {
  const { params, account, req } = call;
  const client = clientOf(req.headers.authorization ?? '');
  if (client === '') return pinterestReply(401, 2, 'Authentication failed.');
  if (params.get('grant_type') === 'authorization_code') {
    const agreed = sandboxState.consents.redeem('pinterest', params, call.arrivedAt, client);
    const [owner] = agreed?.accounts ?? [];
    if (!agreed || !owner) return over();
    return granted(call, owner, 'authorization_code', agreed.scopes);
  }
  if (params.get('grant_type') !== 'refresh_token') throw invalid('Invalid request: grant_type');
  if (!account || account.tokenState === 'revoked') return over();
  sandboxState.accounts.patch(account, {
    token: secret('pina_'),
    refreshToken: secret('pinr.'),
    tokenState: 'ok',
  });
  return granted(call, account, 'refresh_token', SCOPES);
}

const over = (): Reply => pinterestReply(400, 283, 'The authorization grant is invalid');

/** Id of the application in its HTTP Basic header; empty where it does not show itself. */
function clientOf(authorization: string): string {
  const [, basic = ''] = /^Basic\s+(\S+)$/i.exec(authorization) ?? [];
  return Buffer.from(basic, 'base64').toString().split(':')[0] ?? '';
}

const granted = (call: Call, account: Account, type: string, scopes: readonly string[]): Reply => ({
  status: 200,
  body: {
    response_type: type,
    access_token: account.token,
    refresh_token: account.refreshToken,
    token_type: 'bearer',
    expires_in: ACCESS_S,
    refresh_token_expires_in: REFRESH_S,
    refresh_token_expires_at: Math.floor(call.arrivedAt / 1_000) + REFRESH_S,
    scope: scopes.join(' '),
  },
});
