import type { PlatformErrorDetail } from '../rules/outcome.js';
import type { PlatformResponse } from './http.js';

export const REDIRECTED = 'redirected';

/**
 * A site that answers from another address. A password goes with each call, so it is sent to no other place than the
 * one a person gave: the message names the other. What became of the call is unknown.
 * @returns null for an answer that leads nowhere
 */
export function redirected({ status, headers }: PlatformResponse): PlatformErrorDetail | null {
  const to = headers.location ?? '';
  if (status < 300 || status >= 400 || !URL.canParse(to)) return null;
  const message = `the site answers from ${new URL(to).origin}: give that address`;
  return { class: 'unknown', cause: 'unreachable', code: REDIRECTED, message, refused: false };
}
