import { z } from 'zod';
import type { PlatformResponse } from './http.js';

/** Longest life of a credential that is believed, s: no network gives two years. */
const LONGEST_S = 2 * 366 * 86_400;
/** Years that a network's clock may show. */
const BELIEVED = { from: Date.parse('2020-01-01T00:00:00Z'), to: Date.parse('2100-01-01T00:00:00Z') };

/** Seconds until a token ends, as a number or its digits; anything else says nothing, and costs the token nothing. */
export const lifetime = z
  .preprocess(
    (told) => (typeof told === 'string' && /^\d{1,12}$/u.test(told) ? Number(told) : told),
    z.number().positive().max(LONGEST_S),
  )
  .optional()
  .catch(undefined);

/** A token as a header can carry it. */
export const accessToken = z.string().regex(/^[\x21-\x7e]{1,8192}$/u);
/** One that may be missing: what came in its place (nothing, an empty text) leaves the old one in force. */
export const renewalToken = accessToken.optional().catch(undefined);

/**
 * When a token of so many seconds expires, by the clock of the network that issued it (its `Date` header).
 * @returns undefined when the answer names no seconds, or carries no date that can be believed
 */
export function expiryFrom(response: PlatformResponse, seconds: number | undefined): string | undefined {
  const issued = Date.parse(response.headers.date ?? '');
  if (seconds === undefined || !(issued >= BELIEVED.from && issued <= BELIEVED.to)) return undefined;
  return new Date(issued + seconds * 1_000).toISOString();
}
