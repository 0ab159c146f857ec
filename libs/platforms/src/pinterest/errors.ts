import { z } from 'zod';
import { networkWait } from '../kit/from-network.js';
import type { PlatformResponse } from '../kit/http.js';
import type { PlatformErrorDetail } from '../rules/outcome.js';

type Meaning = Omit<PlatformErrorDetail, 'cause' | 'code' | 'message' | 'refused'>;

const MINUTE = 60_000;
/** No window of Pinterest's limits is longer. */
const DAY = 86_400_000;

const reconnect: Meaning = { class: 'auth', hint: 'reconnect' };
const content: Meaning = { class: 'permanent', hint: 'content_refused' };
const picture: Meaning = { class: 'permanent', hint: 'image_refused' };
const missing: Meaning = { class: 'permanent', hint: 'target_missing' };
const limited: Meaning = { class: 'rate_limited', hint: 'rate_limited' };

/**
 * By `code`, a number of Pinterest's own. Source: Pinterest API v5, examples of each operation's answers. 3 is a scope
 * that the token does not have; 29 is a board that is not the account's to use, or an application with Trial access,
 * and giving a new credential changes neither; 233 and 235 are pictures, although their status is 403.
 */
const BY_CODE: Readonly<Record<string, Meaning>> = {
  1: content,
  2: reconnect,
  3: { class: 'auth', hint: 'missing_permission' },
  8: limited,
  29: { class: 'permanent', hint: 'missing_permission' },
  40: missing,
  233: picture,
  235: picture,
  2031: missing,
};

const BY_STATUS: Readonly<Record<number, Meaning>> = {
  400: content,
  401: reconnect,
  403: { class: 'permanent', hint: 'missing_permission' },
  404: missing,
  413: picture,
  429: limited,
};

const envelope = z.object({ code: z.number().int(), message: z.string() });

/** Pinterest's own refusal: its number and its sentence. */
interface Refusal {
  code: string;
  message: string;
}

/** The refusal in an answer; null for what is not Pinterest's own. */
function refusalIn({ status }: PlatformResponse, body: unknown): Refusal | null {
  const parsed = envelope.safeParse(body);
  if (status < 400 || !parsed.success) return null;
  return { code: String(parsed.data.code), message: parsed.data.message };
}

/** Classifies a refusal by its code; a server error proves nothing. */
export function pinterestFailure(response: PlatformResponse, body: unknown): PlatformErrorDetail | null {
  const refusal = refusalIn(response, body);
  if (!refusal) return null;
  const said = { cause: 'network', ...refusal } as const;
  if (response.status >= 500) return { class: 'transient', ...said, refused: false };
  const meaning =
    (Object.hasOwn(BY_CODE, refusal.code) ? BY_CODE[refusal.code] : undefined) ?? BY_STATUS[response.status];
  if (!meaning) return null;
  return { ...meaning, ...said, refused: true, ...(meaning === limited ? throttle(response) : {}) };
}

/**
 * How long, and whom it holds. With Standard access calls are counted by the minute for each account, with Trial
 * access by the day for the whole application: a wait of more than a minute is the application's. Source: Pinterest,
 * rate limits; the header's seconds are not documented there.
 */
function throttle({ headers }: PlatformResponse): Pick<PlatformErrorDetail, 'retryAfterMs' | 'scope'> {
  const told = /^\d{1,6}$/u.exec(headers['x-ratelimit-reset'] ?? '')?.[0];
  const wait = networkWait(told === undefined ? undefined : Number(told) * 1_000);
  const retryAfterMs = wait === undefined || wait === 0 || wait > DAY ? MINUTE : wait;
  return { retryAfterMs, scope: retryAfterMs > MINUTE ? 'app' : 'channel' };
}

/** The grant itself is invalid. */
const GRANT = '283';

/**
 * Refusals of the token endpoint. Which codes it gives is hardly documented, and a wrong secret of the application
 * looks like a wrong token: only the code of an invalid grant loses the channel, which is looked at daily anyway.
 */
export function tokenFailure(response: PlatformResponse, body: unknown): PlatformErrorDetail | null {
  const refusal = refusalIn(response, body);
  if (!refusal) return null;
  const said = { cause: 'network', ...refusal } as const;
  if (response.status >= 500) return { class: 'transient', ...said, refused: false };
  if (response.status === 429) return { ...limited, ...said, refused: true, ...throttle(response) };
  if (refusal.code === GRANT) return { ...reconnect, ...said, refused: true };
  return { class: 'permanent', hint: 'operator_app', ...said, refused: true };
}
