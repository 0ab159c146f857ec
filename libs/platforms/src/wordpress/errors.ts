import { z } from 'zod';
import { networkWait } from '../kit/from-network.js';
import type { PlatformResponse } from '../kit/http.js';
import { redirected } from '../kit/redirected.js';
import type { PlatformErrorDetail } from '../rules/outcome.js';

type Meaning = Omit<PlatformErrorDetail, 'cause' | 'code' | 'message' | 'refused'>;

const reconnect: Meaning = { class: 'auth', hint: 'reconnect' };
const rights: Meaning = { class: 'auth', hint: 'missing_permission' };
const content: Meaning = { class: 'permanent', hint: 'content_refused' };
const picture: Meaning = { class: 'permanent', hint: 'image_refused' };
const missing: Meaning = { class: 'permanent', hint: 'target_missing' };

/** A file that the site does not take: too large for PHP or for the space that is left, or of a kind it does not know. */
const PICTURE_CODES: Readonly<Record<string, Meaning>> = {
  rest_upload_unknown_error: picture,
  rest_upload_sideload_error: picture,
  rest_upload_file_error: picture,
  rest_upload_file_too_big: picture,
  rest_upload_limited_space: picture,
  rest_upload_user_quota_exceeded: picture,
  rest_upload_no_content_disposition: picture,
  rest_upload_no_data: picture,
  rest_upload_image_type_not_supported: picture,
};

/**
 * By `code`. Source: WordPress REST API, as measured with 6.1 and 6.5: a wrong password makes a call anonymous, so that
 * it is refused with the code of the right that nobody has.
 */
const BY_CODE: Readonly<Record<string, Meaning>> = {
  incorrect_password: reconnect,
  invalid_username: reconnect,
  invalid_email: reconnect,
  application_passwords_disabled: reconnect,
  application_passwords_disabled_for_user: reconnect,
  rest_not_logged_in: reconnect,
  rest_no_route: { class: 'transient', hint: 'network_unavailable' },
  rest_post_invalid_id: missing,
  rest_term_invalid: missing,
};

/** Rights that another user of the site may have; anonymous calls get them with 401. */
const RIGHTS = new Set([
  'rest_cannot_create',
  'rest_cannot_edit',
  'rest_cannot_publish',
  'rest_cannot_assign_term',
  'rest_cannot_edit_others',
  'rest_cannot_assign_sticky',
  'rest_forbidden',
  'rest_forbidden_context',
  'rest_forbidden_status',
]);

const BY_STATUS: Readonly<Record<number, Meaning>> = {
  400: content,
  401: reconnect,
  403: { class: 'permanent', hint: 'missing_permission' },
  404: missing,
  413: picture,
  429: { class: 'rate_limited', hint: 'rate_limited' },
};

const envelope = z.object({
  code: z.string().min(1),
  message: z.string(),
  data: z.object({ status: z.number() }),
});

/**
 * Classifies WordPress' own refusal by its code. Its envelope repeats the status, which no gateway does; pages of PHP, of
 * a firewall or of a plugin prove nothing.
 */
export function wordpressFailure(response: PlatformResponse, body: unknown): PlatformErrorDetail | null {
  const { status } = response;
  const elsewhere = redirected(response);
  if (elsewhere) return elsewhere;
  const parsed = envelope.safeParse(body);
  if (status < 400 || !parsed.success || parsed.data.data.status !== status) return null;
  const { code, message } = parsed.data;
  const said = { cause: 'network', code, message } as const;
  const uploaded = Object.hasOwn(PICTURE_CODES, code) ? PICTURE_CODES[code] : undefined;
  // Refused files are answered with 500 too.
  if (uploaded) return { ...uploaded, ...said, refused: true };
  if (status >= 500) return { class: 'transient', ...said, refused: false };
  const meaning = meaningOf(status, code);
  return meaning && { ...meaning, ...said, refused: true, ...(status === 429 ? throttle(response) : {}) };
}

function meaningOf(status: number, code: string): Meaning | null {
  if (RIGHTS.has(code)) return status === 401 ? reconnect : rights;
  return (Object.hasOwn(BY_CODE, code) ? BY_CODE[code] : undefined) ?? BY_STATUS[status] ?? null;
}

/** WordPress has no limits of its own; a plugin may say how long. */
function throttle({ headers }: PlatformResponse): Pick<PlatformErrorDetail, 'retryAfterMs' | 'scope'> {
  const told = /^\d{1,6}$/u.exec(headers['retry-after'] ?? '')?.[0];
  const wait = networkWait(told === undefined ? undefined : Number(told) * 1_000);
  return { retryAfterMs: wait ? wait : 60_000, scope: 'channel' };
}
