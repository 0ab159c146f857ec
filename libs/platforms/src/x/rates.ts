import type { CallRate } from '../kit/adapter.js';
import type { PlatformRequest } from '../kit/http.js';

const QUARTER_MS = 15 * 60_000;
const THREE_HOURS_MS = 3 * 3_600_000;

const perQuarter = (
  name: string,
  limit: number,
  method: PlatformRequest['method'],
  path: RegExp,
): CallRate => ({
  name,
  limit,
  windowMs: QUARTER_MS,
  matches: (request) => request.method === method && path.test(request.url),
});

/**
 * Calls of each account. Source: X API, rate limits. For new posts X's pages disagree: 100 in fifteen minutes, or 200 and
 * 300 in three hours; the smaller of both is kept. A reply is a post too.
 */
export const X_RATES: readonly CallRate[] = [
  perQuarter('posts', 100, 'POST', /\/tweets$/u),
  { ...perQuarter('posts-3h', 300, 'POST', /\/tweets$/u), windowMs: THREE_HOURS_MS },
  perQuarter('timeline', 900, 'GET', /\/users\/\d+\/tweets$/u),
  perQuarter('account', 75, 'GET', /\/users\/me$/u),
  perQuarter('upload', 500, 'POST', /\/media\/upload$/u),
  perQuarter('initialize', 1_875, 'POST', /\/media\/upload\/initialize$/u),
  perQuarter('append', 1_875, 'POST', /\/media\/upload\/\d+\/append$/u),
  perQuarter('finalize', 1_875, 'POST', /\/media\/upload\/\d+\/finalize$/u),
  perQuarter('upload-status', 1_000, 'GET', /\/media\/upload$/u),
  perQuarter('metadata', 500, 'POST', /\/media\/metadata$/u),
];
