import { decimalId } from '../core/ids.js';
import { Refusal, type Admitted, type Call, type Network, type Reply } from '../core/exchange.js';
import type { SandboxState } from '../core/sandbox-state.js';
import { TIKTOK_SETTINGS } from './settings.js';

/** The envelope of every API answer; only `error.code` "ok" is a success, HTTP 200 or not. */
export function envelope(data: unknown, code = 'ok', message = '', status = 200): Reply {
  return { status, body: int64Text({ data, error: { code, message, log_id: decimalId('2026') } }) };
}

export const tiktokError = (status: number, code: string, message = code): Refusal =>
  new Refusal(envelope({}, code, message, status));

const INT64 = 'int64:';

/** Marks a decimal id that TikTok sends as a bare JSON number beyond 2^53. */
export const int64 = (id: string): string => `${INT64}${id}`;

const int64Text = (value: unknown): string => JSON.stringify(value).replace(/"int64:(\d+)"/g, '$1');

const invalidToken = (): Reply =>
  envelope({}, 'access_token_invalid', 'The access token is invalid or not found in the request.', 401);

const MINUTE = 60_000;

/** Token and per-minute rules of the Content Posting API. */
export function tiktokNetwork(sandboxState: SandboxState): Network {
  function admit(call: Call): asserts call is Admitted {
    if (!call.account || call.account.tokenState !== 'ok') throw new Refusal(invalidToken());
    const { quotas } = sandboxState.settings.of('tiktok', TIKTOK_SETTINGS);
    const limits: Record<string, number> = {
      init: quotas.initPerMinute,
      status: quotas.statusPerMinute,
      creatorInfo: quotas.creatorInfoPerMinute,
    };
    const limit = limits[call.operation] ?? 0;
    if (limit === 0) return;
    const counter = sandboxState.counters.of(`tiktok:${call.operation}:${call.account.id}`, MINUTE);
    if (counter.count(call.arrivedAt) >= limit) throw new Refusal(limited());
    counter.add(call.arrivedAt);
  }

  return {
    platform: 'tiktok',
    noted: ['content-range'],
    token: (req) => /^Bearer\s+(.+)$/i.exec(req.headers.authorization ?? '')?.[1] ?? null,
    admit,
    headers: () => ({ 'content-type': 'application/json; charset=UTF-8' }),
    replies: {
      rateLimited: limited,
      tokenExpired: invalidToken,
      tokenRevoked: invalidToken,
      forbidden: () =>
        envelope({}, 'scope_not_authorized', 'The user did not authorize the scope required.', 401),
      duplicate: () => envelope({}, 'spam_risk', 'The post was considered a risk.', 403),
      serverError: () => envelope({}, 'internal_error', 'Something went wrong. Please try again later.', 500),
    },
  };
}

const limited = (): Reply => envelope({}, 'rate_limit_exceeded', 'The API rate limit was exceeded.', 429);
