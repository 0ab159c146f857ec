import { z } from 'zod';
import type { PlatformResponse } from './http.js';

/** Longest lifetime of a credential that is accepted, s: no network gives two years. */
const LONGEST_S = 2 * 366 * 86_400;
/** Range of dates accepted from a network's clock. */
const BELIEVED = { from: Date.parse('2020-01-01T00:00:00Z'), to: Date.parse('2100-01-01T00:00:00Z') };

/** Lifetime of a token in seconds, as a number or its digits; anything else counts as absent. */
export const lifetime = z
  .preprocess(
    (told) => (typeof told === 'string' && /^\d{1,12}$/u.test(told) ? Number(told) : told),
    z.number().positive().max(LONGEST_S),
  )
  .optional()
  .catch(undefined);

/** A token that fits into a header. */
export const accessToken = z.string().regex(/^[\x21-\x7e]{1,8192}$/u);
/** A refresh token, which may be missing: then, or when it is empty, the old one stays valid. */
export const renewalToken = accessToken.optional().catch(undefined);

/**
 * When a token with this lifetime expires, by the clock of the network that issued it (its `Date` header).
 * @returns undefined when the answer has no lifetime or no plausible date
 */
export function expiryFrom(response: PlatformResponse, seconds: number | undefined): string | undefined {
  const issued = Date.parse(response.headers.date ?? '');
  if (seconds === undefined || !(issued >= BELIEVED.from && issued <= BELIEVED.to)) return undefined;
  return new Date(issued + seconds * 1_000).toISOString();
}
