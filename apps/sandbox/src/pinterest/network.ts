import { decimalId } from '../core/ids.js';
import { Refusal, type Admitted, type Call, type Network, type Reply } from '../core/exchange.js';
import type { SandboxState } from '../core/sandbox-state.js';
import { PINTEREST_SETTINGS } from './settings.js';

/** The envelope of every refusal: a number of Pinterest's own beside the status (Pinterest API v5, Error). */
export const pinterestReply = (status: number, code: number, message: string): Reply => ({
  status,
  body: { code, message, status: 'failure' },
});

export const refuse = (status: number, code: number, message: string): Refusal =>
  new Refusal(pinterestReply(status, code, message));

export const invalid = (message: string): Refusal => refuse(400, 1, message);

const unauthenticated = (): Reply => pinterestReply(401, 2, 'Authentication failed.');
const notPermitted = (): Reply => pinterestReply(403, 29, 'You are not permitted to access that resource.');

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Seconds until calls are taken again: of a minute for an account, of a day for an application. */
function limited(seconds: number, scope: 'account' | 'app'): Reply {
  const reset = scope === 'account' ? Math.min(seconds, 60) : Math.max(seconds, 61);
  const reply = pinterestReply(429, 8, 'You have exceeded your rate limit. Try again later.');
  return { ...reply, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(reset) } };
}

/** Token and rate rules of the API. */
export function pinterestNetwork(sandboxState: SandboxState): Network {
  function admit(call: Call): asserts call is Admitted {
    if (!call.account || call.account.tokenState !== 'ok') throw new Refusal(unauthenticated());
    const { quotas } = sandboxState.settings.of('pinterest', PINTEREST_SETTINGS);
    count(call, 'app', quotas.callsPerDay, DAY);
    const writes = call.req.method === 'POST';
    const most = writes ? quotas.writesPerMinute : quotas.readsPerMinute;
    count(call, `${writes ? 'write' : 'read'}:${call.account.id}`, most, MINUTE);
  }

  function count(call: Call, what: string, most: number, windowMs: number): void {
    if (most === 0) return;
    const counter = sandboxState.counters.of(`pinterest:${what}`, windowMs);
    if (counter.count(call.arrivedAt) >= most) {
      throw new Refusal(limited(windowMs / 1_000, windowMs === DAY ? 'app' : 'account'));
    }
    counter.add(call.arrivedAt);
  }

  return {
    platform: 'pinterest',
    noted: [],
    token: (req) => /^Bearer\s+(.+)$/i.exec(req.headers.authorization ?? '')?.[1] ?? null,
    admit,
    headers: () => ({ 'x-pinterest-rid': decimalId('') }),
    replies: {
      rateLimited: (_call, seconds, scope) => limited(seconds, scope),
      tokenExpired: unauthenticated,
      tokenRevoked: unauthenticated,
      forbidden: notPermitted,
      // There is no detector of duplicates; the pin is refused as unwanted.
      duplicate: () => pinterestReply(400, 1, 'Sorry! We blocked this pin because it may lead to spam.'),
      serverError: () => pinterestReply(500, 5, 'Something went wrong on our end. Sorry about that.'),
    },
  };
}
