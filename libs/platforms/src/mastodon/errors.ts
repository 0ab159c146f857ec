import { z } from 'zod';
import { networkWait } from '../kit/from-network.js';
import type { PlatformResponse } from '../kit/http.js';
import { PlatformError } from '../kit/platform-error.js';
import { redirected } from '../kit/redirected.js';
import { instantMs } from '../kit/text.js';
import type { PlatformErrorDetail } from '../rules/outcome.js';

type Meaning = Omit<PlatformErrorDetail, 'cause' | 'code' | 'message' | 'refused'>;

/** Pause where a server tells no end of its limit, ms: the window of most calls. */
const WINDOW_MS = 5 * 60_000;

const content: Meaning = { class: 'permanent', hint: 'content_refused' };
const missing: Meaning = { class: 'permanent', hint: 'target_missing' };

/** By status, because the sentence beside it is in the language of the server and there are no codes. */
const BY_STATUS: Readonly<Record<number, Meaning>> = {
  401: { class: 'auth', hint: 'reconnect' },
  403: { class: 'auth', hint: 'missing_permission' },
  404: missing,
  410: missing,
  413: { class: 'permanent', hint: 'image_refused' },
  429: { class: 'rate_limited', hint: 'rate_limited', scope: 'channel' },
};

/** The envelope of every refusal. Gateways answer pages, or an object under this name. */
const envelope = z.object({ error: z.string().min(1) });

/**
 * Classifies a refusal in Mastodon's own envelope by its status. Source: Mastodon API, entities, Error; RFC 6750, 3.
 * @returns null for an answer without the envelope
 */
export function mastodonFailure(response: PlatformResponse, body: unknown): PlatformErrorDetail | null {
  const elsewhere = redirected(response);
  if (elsewhere) return elsewhere;
  const { status } = response;
  const parsed = envelope.safeParse(body);
  if (status < 400 || !parsed.success) return null;
  const said = { cause: 'network', code: codeOf(response), message: parsed.data.error } as const;
  // The work may have been done before the answer failed.
  if (status >= 500) return { ...said, class: 'transient', refused: false };
  const meaning = BY_STATUS[status] ?? content;
  return { ...meaning, ...said, refused: true, ...(status === 429 ? pause(response) : {}) };
}

/** The status, with the name of the error that the header of a refused token has. */
function codeOf({ status, headers }: PlatformResponse): string {
  const [, name] = /\berror="([a-z_]{1,40})"/u.exec(headers['www-authenticate'] ?? '') ?? [];
  return name === undefined ? String(status) : `${status}/${name}`;
}

/** The reset is an instant, in ISO 8601, of the tightest window; it is read by the server's own clock. */
function pause({ headers }: PlatformResponse): Pick<PlatformErrorDetail, 'retryAfterMs'> {
  const told = networkWait(instantMs(headers['x-ratelimit-reset'] ?? '') - Date.parse(headers.date ?? ''));
  return { retryAfterMs: told ? told : WINDOW_MS };
}

/** Whether a server does not have what was asked for, or never heard of such a call: with its envelope or without. */
export const isMissing = (error: unknown): error is PlatformError =>
  error instanceof PlatformError && /^(?:http_)?(?:404|405|410|501)$/u.test(error.detail.code);

/** Whether it says so in its own words. */
export const isGone = (error: unknown): error is PlatformError =>
  error instanceof PlatformError && /^(?:404|410)$/u.test(error.detail.code);
