import type { CallRate } from '../kit/adapter.js';

const HOUR_MS = 3_600_000;
const posted = (path: RegExp) => (request: { method: string; url: string }) =>
  request.method === 'POST' && path.test(request.url);

/** What a server takes of an account by itself. Source: Mastodon, rate limits; an instance may have others. */
export const MASTODON_RATES: readonly CallRate[] = [
  { name: 'media', limit: 30, windowMs: HOUR_MS / 2, matches: posted(/\/api\/v\d\/media$/u) },
  { name: 'statuses', limit: 300, windowMs: 3 * HOUR_MS, matches: posted(/\/api\/v\d\/statuses$/u) },
];
