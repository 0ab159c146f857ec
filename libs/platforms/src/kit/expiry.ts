import type { PlatformResponse } from './http.js';

/**
 * When a token of so many seconds expires, by the clock of the network that issued it (its `Date` header).
 * @returns undefined when the answer names no seconds, or carries no readable date
 */
export function expiryFrom(response: PlatformResponse, seconds: number | undefined): string | undefined {
  const issued = Date.parse(response.headers.date ?? '');
  if (seconds === undefined || Number.isNaN(issued)) return undefined;
  return new Date(issued + seconds * 1_000).toISOString();
}
