import { z } from 'zod';
import { networkWait } from '../kit/from-network.js';
import type { PlatformResponse } from '../kit/http.js';
import { redirected } from '../kit/redirected.js';
import type { PlatformErrorDetail } from '../rules/outcome.js';

type Meaning = Omit<PlatformErrorDetail, 'cause' | 'code' | 'message' | 'refused'>;

const reconnect: Meaning = { class: 'auth', hint: 'reconnect' };
const content: Meaning = { class: 'permanent', hint: 'content_refused' };
const picture: Meaning = { class: 'permanent', hint: 'image_refused' };

/** Somebody changed the post since it was read. */
export const COLLISION = 'UpdateCollisionError';
export const NOT_FOUND = 'NotFoundError';

/** By `type`, each with the status it comes with. Source: Ghost Admin API, errors. */
const BY_TYPE: Readonly<Record<string, { status: number; meaning: Meaning }>> = {
  UnauthorizedError: { status: 401, meaning: reconnect },
  NoPermissionError: { status: 403, meaning: { class: 'auth', hint: 'missing_permission' } },
  HostLimitError: { status: 403, meaning: { class: 'permanent', hint: 'account_restricted' } },
  BadRequestError: { status: 400, meaning: content },
  ValidationError: { status: 422, meaning: content },
  NotFoundError: { status: 404, meaning: { class: 'permanent', hint: 'target_missing' } },
  UpdateCollisionError: { status: 409, meaning: { class: 'transient' } },
  UnsupportedMediaTypeError: { status: 415, meaning: picture },
  RequestEntityTooLargeError: { status: 413, meaning: picture },
  RequestNotAcceptableError: { status: 406, meaning: { class: 'permanent', hint: 'operator_version' } },
  TooManyRequestsError: { status: 429, meaning: { class: 'rate_limited', hint: 'rate_limited' } },
};

/** A signature that the site does not accept; malformed ones come with 400. */
const SIGNATURES = new Set(['INVALID_JWT', 'UNKNOWN_ADMIN_API_KEY']);

const envelope = z.object({
  errors: z.tuple(
    [
      z.object({
        message: z.string(),
        type: z.string().min(1),
        code: z.string().nullish().catch(null),
      }),
    ],
    z.unknown(),
  ),
});

/** Classifies Ghost's own refusal by its type; a server error, or a page of what stands before it, proves nothing. */
export function ghostFailure(response: PlatformResponse, body: unknown): PlatformErrorDetail | null {
  const elsewhere = redirected(response);
  if (elsewhere) return elsewhere;
  const parsed = envelope.safeParse(body);
  if (response.status < 400 || !parsed.success) return null;
  const [{ message, type, code }] = parsed.data.errors;
  const said = { cause: 'network', code: type, message } as const;
  if (response.status >= 500) return { class: 'transient', ...said, refused: false };
  const known = Object.hasOwn(BY_TYPE, type) ? BY_TYPE[type] : undefined;
  if (known?.status !== response.status) return null;
  if (SIGNATURES.has(code ?? '')) return { ...reconnect, ...said, refused: true };
  return { ...known.meaning, ...said, refused: true, ...(response.status === 429 ? throttle(response) : {}) };
}

function throttle({ headers }: PlatformResponse): Pick<PlatformErrorDetail, 'retryAfterMs' | 'scope'> {
  const told = /^\d{1,6}$/u.exec(headers['retry-after'] ?? '')?.[0];
  const wait = networkWait(told === undefined ? undefined : Number(told) * 1_000);
  return { retryAfterMs: wait ? wait : 60_000, scope: 'channel' };
}
