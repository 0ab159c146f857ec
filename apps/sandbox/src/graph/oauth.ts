import type { Platform } from '#rules/platforms';
import { Refusal, type Admitted, type Call, type Reply } from '../core/exchange.js';
import type { SandboxState } from '../core/sandbox-state.js';
import { invalid } from './errors.js';

/**
 * `POST /oauth/access_token` of Instagram Login and Threads: a code gives a token of an hour. Errors of this host have
 * their own envelope; the id comes as a number.
 */
export function shortToken(sandboxState: SandboxState, platform: Platform, call: Call): Reply {
  const agreed = sandboxState.consents.redeem(platform, call.params, call.arrivedAt);
  const [account] = agreed?.accounts ?? [];
  if (!agreed || !account) {
    const body = {
      error_type: 'OAuthException',
      code: 400,
      error_message: 'Matching code was not found or was already used',
    };
    throw new Refusal({ status: 400, body });
  }
  const { token, id } = account;
  const permissions = agreed.scopes.join(',');
  return {
    status: 200,
    body: `{"access_token":${JSON.stringify(token)},"user_id":${id},"permissions":${JSON.stringify(permissions)}}`,
  };
}

/** `GET /access_token`: sixty days for a token of an hour. */
export function longToken(_network: unknown, call: Admitted): Reply {
  if (!/^(?:ig|th)_exchange_token$/u.test(call.params.get('grant_type') ?? '')) {
    throw invalid('Invalid grant_type');
  }
  if (!call.params.get('client_secret')) throw invalid('The parameter client_secret is required');
  return {
    status: 200,
    body: { access_token: call.account.token, token_type: 'bearer', expires_in: 5_183_944 },
  };
}
