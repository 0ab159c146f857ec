import { Refusal, type Admitted, type Call, type Network, type Reply } from '../core/exchange.js';
import type { SandboxState } from '../core/sandbox-state.js';
import { didOf } from './ids.js';

/** XRPC’s envelope; the name is what decides. */
export const errorBody = (error: string, message: string) => ({ error, message });

const errorReply = (status: number, error: string, message: string): Reply => ({
  status,
  body: errorBody(error, message),
});

export const blueskyError = (status: number, error: string, message: string): Refusal =>
  new Refusal(errorReply(status, error, message));

export const invalid = (message: string): Refusal => blueskyError(400, 'InvalidRequest', message);

/** What a server says when its repository refuses a write that nobody foresaw. */
export const internalError = (): Refusal => blueskyError(500, 'InternalServerError', 'Internal Server Error');

/** Headers of a limit; there is no `Retry-After`. */
export const limitHeaders = (limit: number, left: number, resetMs: number, windowS: number) => ({
  'ratelimit-limit': String(limit),
  'ratelimit-remaining': String(Math.max(0, left)),
  'ratelimit-reset': String(Math.ceil(resetMs / 1_000)),
  'ratelimit-policy': `${limit};w=${windowS}`,
});

export const limitReached = (headers: Record<string, string>): Reply => ({
  status: 429,
  headers,
  body: errorBody('RateLimitExceeded', 'Rate Limit Exceeded'),
});

/** An access token that is over has status 400. */
const expired = (): Reply => errorReply(400, 'ExpiredToken', 'Token has expired');
const unverified = (): Reply => errorReply(400, 'InvalidToken', 'Token could not be verified');

/** Bearer tokens and XRPC’s errors. */
export function blueskyNetwork(sandboxState: SandboxState): Network {
  function admit(call: Call): asserts call is Admitted {
    if (call.token === null) {
      throw blueskyError(401, 'AuthMissing', 'Authentication Required');
    }
    if (!call.account || call.account.tokenState === 'revoked') throw new Refusal(unverified());
    if (call.account.tokenState === 'expired') throw new Refusal(expired());
    const { takenDown } = call.account.options;
    if (takenDown === true) throw blueskyError(401, 'AccountTakedown', 'Account has been taken down');
  }
  return {
    platform: 'bluesky',
    noted: [],
    token: (req) => /^Bearer\s+(.+)$/i.exec(req.headers.authorization ?? '')?.[1] ?? null,
    admit,
    headers: () => ({ 'content-type': 'application/json; charset=utf-8' }),
    replies: {
      rateLimited: (_call, seconds, scope) => {
        const resetMs = sandboxState.clock.now() + seconds * 1_000;
        return limitReached(
          scope === 'app' ? limitHeaders(3_000, 0, resetMs, 300) : limitHeaders(5_000, 0, resetMs, 3_600),
        );
      },
      tokenExpired: expired,
      tokenRevoked: unverified,
      forbidden: ({ account }) =>
        errorReply(403, 'AccountNotFound', `Account not found: ${account ? didOf(account.id) : ''}`),
      duplicate: () => errorReply(400, 'InvalidSwap', 'Record was at bafyreisandbox'),
      serverError: () => errorReply(500, 'InternalServerError', 'Internal Server Error'),
    },
  };
}
