import type { CallRate } from '../kit/adapter.js';

const MINUTE = 60_000;

/**
 * Calls of each account in a minute, with Standard access. Source: Pinterest, rate limits: `org_write` and `org_read`.
 * The 1,000 calls of a day that an application with Trial access has are not counted here.
 */
export const PINTEREST_RATES: readonly CallRate[] = [
  {
    name: 'write',
    limit: 100,
    windowMs: MINUTE,
    matches: ({ method, url }) => isOfApi(url) && method === 'POST',
  },
  {
    name: 'read',
    limit: 1_000,
    windowMs: MINUTE,
    matches: ({ method, url }) => isOfApi(url) && method === 'GET',
  },
];

/** Not the uploads of videos, which go elsewhere. */
const isOfApi = (url: string): boolean => /\/v\d+\/(?:pins|media|boards)(?:\/|$)/u.test(url);
