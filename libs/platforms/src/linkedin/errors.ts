import { z } from 'zod';
import type { PlatformErrorDetail } from '../rules/outcome.js';
import type { PlatformResponse } from '../kit/http.js';

const envelope = z.object({
  message: z.string().catch(''),
  status: z.number().optional().catch(undefined),
  serviceErrorCode: z.number().optional().catch(undefined),
  code: z.string().optional().catch(undefined),
  errorDetails: z
    .object({
      inputErrors: z.array(z.object({ code: z.string().catch(''), description: z.string().catch('') })),
    })
    .optional()
    .catch(undefined),
});
type Envelope = z.infer<typeof envelope>;
type Meaning = Omit<PlatformErrorDetail, 'cause' | 'code' | 'message' | 'refused'> & { refused?: boolean };

const reconnect: Meaning = { class: 'auth', hint: 'reconnect' };
const content: Meaning = { class: 'permanent', hint: 'content_refused' };
const version: Meaning = { class: 'permanent', hint: 'operator_version' };

/** By `code`. Source: LinkedIn API guide, error handling; Posts API. */
const BY_CODE: Readonly<Record<string, Meaning>> = {
  EMPTY_ACCESS_TOKEN: reconnect,
  INVALID_ACCESS_TOKEN: reconnect,
  REVOKED_ACCESS_TOKEN: reconnect,
  EXPIRED_ACCESS_TOKEN: reconnect,
  ACCESS_DENIED: { class: 'auth', hint: 'missing_permission' },
  NONEXISTENT_VERSION: version,
  VERSION_MISSING: version,
  DUPLICATE_POST: { class: 'duplicate', hint: 'duplicate_post' },
  FIELD_LENGTH_TOO_LONG: { class: 'permanent', hint: 'text_refused' },
  MISSING_FIELD: content,
  INVALID_VALUE_FOR_FIELD: content,
  INVALID_VALUE_BLANK_FIELD: content,
  INVALID_URN_TYPE: content,
  INVALID_URN_ID: content,
  QUERY_PARAM_NOT_ALLOWED: content,
  MEDIA_ASSET_WAITING_UPLOAD: { class: 'transient', retryAfterMs: 5_000 },
  MEDIA_ASSET_PROCESSING_FAILED: { class: 'permanent', hint: 'media_processing_failed' },
  UPDATING_ASSET_FAILED: { class: 'transient' },
  EXPIRED_UPLOAD_URL: { class: 'transient', hint: 'upload_expired' },
  INVALID_VIDEO_ID: { class: 'permanent', hint: 'video_refused' },
  INVALID_IMAGE_ID: { class: 'permanent', hint: 'image_refused' },
};

/** By `serviceErrorCode`. */
const BY_SERVICE_CODE: Readonly<Record<number, Meaning>> = {
  100: { class: 'auth', hint: 'missing_permission' },
  101: { class: 'rate_limited', hint: 'rate_limited' },
  65600: reconnect,
  65601: reconnect,
  65602: reconnect,
};

const BY_STATUS: Readonly<Record<number, Meaning>> = {
  400: content,
  401: reconnect,
  403: { class: 'auth', hint: 'missing_permission' },
  404: { class: 'permanent', hint: 'target_missing' },
  409: { class: 'transient' },
  411: content,
  413: content,
  415: content,
  422: content,
  426: version,
  429: { class: 'rate_limited', hint: 'rate_limited' },
};

/**
 * Whether an error is LinkedIn's own: a service code, one of its codes in capitals, or its status repeated beside a
 * message.
 */
const isOwn = ({ serviceErrorCode, code, status, message, errorDetails }: Envelope, told: number): boolean =>
  serviceErrorCode !== undefined ||
  (errorDetails?.inputErrors.length ?? 0) > 0 ||
  /^[A-Z][A-Z_]+$/u.test(code ?? '') ||
  (status === told && message !== '');

/** Classifies a refusal by its codes; a server error proves nothing. */
export function linkedinFailure(response: PlatformResponse, body: unknown): PlatformErrorDetail | null {
  if (response.status < 400) return null;
  const parsed = envelope.safeParse(body);
  if (!parsed.success) return null;
  const failure = parsed.data;
  if (!isOwn(failure, response.status)) return null;
  const named = [
    failure.code ?? '',
    ...(failure.errorDetails?.inputErrors ?? []).map((input) => input.code),
  ].filter((code) => code !== '');
  const code =
    named.find((name) => Object.hasOwn(BY_CODE, name)) ??
    named[0] ??
    String(failure.serviceErrorCode ?? response.status);
  const message = failure.message || `status ${response.status}`;
  if (response.status >= 500) return { class: 'transient', cause: 'network', code, message, refused: false };
  const meaning =
    (Object.hasOwn(BY_CODE, code) ? BY_CODE[code] : undefined) ??
    (failure.serviceErrorCode === undefined ? undefined : BY_SERVICE_CODE[failure.serviceErrorCode]) ??
    BY_STATUS[response.status];
  // An undocumented status: not an answer to rely on.
  if (!meaning) return null;
  return {
    refused: true,
    ...meaning,
    cause: 'network',
    code,
    message,
    ...(meaning.class === 'rate_limited' ? throttle(failure, response) : {}),
    ...(meaning.class === 'duplicate' ? original(message) : {}),
  };
}

/** The documented message of a rate limit. */
const THROTTLE =
  /^Resource level throttle (APPLICATION|MEMBER|APPLICATION_AND_MEMBER) (DAY|[A-Z]+) limit for calls to this resource is reached\.?$/u;
const DAY = 86_400_000;
const SHORT = 60_000;

/**
 * Daily limits end at midnight UTC by LinkedIn's clock; the message says whether the member or the application is
 * limited.
 */
function throttle(
  failure: Envelope,
  response: PlatformResponse,
): Pick<PlatformErrorDetail, 'retryAfterMs' | 'scope'> {
  const [, scope, window] = THROTTLE.exec(failure.message) ?? [];
  const now = Date.parse(response.headers.date ?? '');
  const untilMidnight = Number.isNaN(now) ? DAY / 24 : DAY - (now % DAY);
  return {
    retryAfterMs: window === undefined || window === 'DAY' ? untilMidnight : SHORT,
    scope: scope === 'APPLICATION' ? 'app' : 'channel',
  };
}

/** `Content is a duplicate of urn:li:share:7295…` */
const DUPLICATE = /\bContent is a duplicate of (urn:li:(?:share|ugcPost|activity):\d+)/u;

function original(message: string): Pick<PlatformErrorDetail, 'duplicateOf'> {
  const [, duplicateOf] = DUPLICATE.exec(message) ?? [];
  return duplicateOf ? { duplicateOf } : {};
}
