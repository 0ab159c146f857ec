import { Refusal, type Admitted, type Call, type Network, type Reply } from '../core/exchange.js';
import type { SandboxState } from '../core/sandbox-state.js';
import { duplicate, forbidden, notPermitted, plain, unauthorized } from './errors.js';
import { X_SETTINGS } from './settings.js';

const QUARTER = 15 * 60_000;
const DAY = 86_400_000;

/** Calls of an account in fifteen minutes (X API, rate limits); those that make posts are counted by the settings. */
const PER_QUARTER: Readonly<Record<string, number>> = {
  list: 900,
  read: 900,
  account: 75,
  delete: 50,
  upload: 500,
  initialize: 1_875,
  append: 1_875,
  finalize: 1_875,
  uploadStatus: 1_000,
  metadata: 500,
};

/** A reply is a post. */
const makesPosts = ({ operation }: Call): boolean => operation === 'posts' || operation === 'comments';
const OF_MEDIA = new Set(['upload', 'initialize', 'append', 'finalize', 'uploadStatus', 'metadata']);

interface Bucket {
  prefix: string;
  limit: number;
  used: number;
  resetS: number;
}

/** Tokens, rights and rate limits of API v2. */
export function xNetwork(sandboxState: SandboxState): Network {
  const settings = () => sandboxState.settings.of('x', X_SETTINGS);

  /** The buckets that a call is counted in; a limit of 0 is none. */
  function buckets(call: Call, account: string): Bucket[] {
    const { postsPerQuarter, appPostsPerDay } = settings().quotas;
    const posts = makesPosts(call);
    const window = posts ? 'posts' : call.operation;
    const bucket = (prefix: string, key: string, limit: number, ms: number): Bucket => ({
      prefix,
      limit,
      used: sandboxState.counters.of(`x:${key}`, ms).count(call.arrivedAt),
      resetS: Math.ceil((call.arrivedAt + ms) / 1_000),
    });
    return [
      bucket(
        'x-rate-limit',
        `${window}:${account}`,
        posts ? postsPerQuarter : (PER_QUARTER[window] ?? 0),
        QUARTER,
      ),
      ...(posts ? [bucket('x-app-limit-24hour', 'app', appPostsPerDay, DAY)] : []),
    ].filter(({ limit }) => limit > 0);
  }

  function admit(call: Call): asserts call is Admitted {
    if (!call.account || call.account.tokenState !== 'ok') throw new Refusal(unauthorized());
    if (OF_MEDIA.has(call.operation) && call.account.options.withoutMediaWrite === true) {
      throw new Refusal(forbidden());
    }
    if (buckets(call, call.account.id).some(({ limit, used }) => used >= limit)) {
      throw new Refusal(tooMany());
    }
    const window = makesPosts(call) ? 'posts' : call.operation;
    sandboxState.counters.of(`x:${window}:${call.account.id}`, QUARTER).add(call.arrivedAt);
    if (makesPosts(call)) sandboxState.counters.of('x:app', DAY).add(call.arrivedAt);
  }

  function limits(call: Call): Record<string, string> {
    if (settings().omitsLimits || !call.account) return {};
    return Object.fromEntries(
      buckets(call, call.account.id).flatMap(({ prefix, limit, used, resetS }) => [
        [`${prefix}-limit`, String(limit)],
        [`${prefix}-remaining`, String(Math.max(0, limit - used))],
        [`${prefix}-reset`, String(resetS)],
      ]),
    );
  }

  return {
    platform: 'x',
    noted: [],
    token: (req) => /^Bearer\s+(.+)$/i.exec(req.headers.authorization ?? '')?.[1] ?? null,
    admit,
    headers: (call) => ({ 'api-version': '2.167', 'x-access-level': 'read-write', ...limits(call) }),
    replies: {
      rateLimited: (call, seconds, scope) => ({
        ...tooMany(),
        headers: usedUp(scope === 'app' ? 'x-app-limit-24hour' : 'x-rate-limit', call.arrivedAt, seconds),
      }),
      tokenExpired: unauthorized,
      tokenRevoked: unauthorized,
      forbidden: (call) => (makesPosts(call) ? notPermitted() : forbidden()),
      duplicate,
      serverError: () => plain(503, 'Service Unavailable'),
    },
  };
}

const tooMany = (): Reply => plain(429, 'Too Many Requests');

const usedUp = (prefix: string, now: number, seconds: number): Record<string, string> => ({
  [`${prefix}-limit`]: '100',
  [`${prefix}-remaining`]: '0',
  [`${prefix}-reset`]: String(Math.ceil(now / 1_000) + seconds),
});
