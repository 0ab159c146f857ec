import { z } from 'zod';
import type { PlatformResponse } from '../kit/http.js';
import type { PlatformErrorDetail } from '../rules/outcome.js';
import { heldBy } from './limits.js';

type Meaning = Omit<PlatformErrorDetail, 'cause' | 'code' | 'message' | 'refused'> & { refused?: boolean };

const HOUR = 3_600_000;
const reconnect: Meaning = { class: 'auth', hint: 'reconnect' };
const permission: Meaning = { class: 'auth', hint: 'missing_permission' };
const content: Meaning = { class: 'permanent', hint: 'content_refused' };
const operator: Meaning = { class: 'permanent', hint: 'operator_app' };
const restricted: Meaning = { class: 'permanent', hint: 'account_restricted' };
const limit: Meaning = { class: 'rate_limited' };
const passing: Meaning = { class: 'transient', refused: false };
/** X names no post, and an earlier call of ours may have made it: nothing is proven. */
const duplicate: Meaning = { class: 'duplicate', refused: false, hint: 'duplicate_post' };
/** Credits are bought and caps are raised by the operator, whenever they like: all channels wait, an hour at a time. */
const unpaid: Meaning = { class: 'rate_limited', hint: 'operator_app', retryAfterMs: HOUR, scope: 'app' };

/** Codes that the calls treat in their own way. */
export const CODE = {
  /** A refusal without a reason: of a text, of a reply, of an account. */
  forbidden: '403',
  /** Ids of media that expired, are not ready, or are not ours. */
  media: 'media-ids',
  duplicate: 'duplicate-content',
  /** A post that X does not show yet. */
  unseen: '385',
} as const;

/** By the last part of a problem's type. Source: X API, response codes and errors. */
const BY_PROBLEM: Readonly<Record<string, Meaning>> = {
  'invalid-request': content,
  'disallowed-resource': content,
  'resource-not-found': { class: 'permanent', hint: 'target_missing' },
  'not-authorized-for-resource': permission,
  'oauth1-permissions': permission,
  'unsupported-authentication': reconnect,
  'client-forbidden': operator,
  'user-suspended': restricted,
  'usage-capped': unpaid,
  'credits-depleted': unpaid,
  credits: unpaid,
  'rate-limit-exceeded': limit,
  'internal-error': passing,
  'service-unavailable': passing,
};

/** By status, for problems of the type `about:blank`. A 404 of this kind has come from outages of whole calls. */
const BY_STATUS: Readonly<Record<number, Meaning>> = {
  400: content,
  401: reconnect,
  402: unpaid,
  [CODE.forbidden]: permission,
  404: passing,
  429: limit,
};

/** By number, in the older shape that some calls still answer in. Source: X API v1.1, error codes. */
const BY_NUMBER: Readonly<Record<string, Meaning>> = {
  32: reconnect,
  64: restricted,
  88: limit,
  89: reconnect,
  130: passing,
  131: passing,
  185: { class: 'rate_limited', hint: 'daily_quota', retryAfterMs: HOUR, scope: 'channel' },
  186: { class: 'permanent', hint: 'text_refused' },
  187: duplicate,
  326: { class: 'auth', hint: 'account_checkpoint' },
  [CODE.unseen]: { class: 'transient', retryAfterMs: 5_000 },
};

/** The whole sentence of a duplicate, which has no code of its own (X API v2, create post). */
const DUPLICATE = 'You are not allowed to create a Tweet with duplicate content.';

const problem = z.object({
  title: z.string().min(1),
  type: z.string(),
  detail: z.string().catch(''),
  status: z.number().optional().catch(undefined),
  errors: z
    .array(z.object({ parameters: z.record(z.string(), z.unknown()).catch({}) }))
    .optional()
    .catch(undefined),
});
const numbered = z.object({
  errors: z.array(z.object({ code: z.number().int(), message: z.string() })).min(1),
});

/** Address of X's own problems; `about:blank` is one of X's only with its status told again. */
const OWN = /^https:\/\/api\.(?:x|twitter)\.com\/2\/problems\/([\w-]{1,60})$/u;

/** Reads both shapes of X's errors. Null for an answer outside of them. */
export function xFailure(response: PlatformResponse, body: unknown): PlatformErrorDetail | null {
  if (response.status < 400) return null;
  const told = named(response, body);
  if (!told) return null;
  const { code, message } = told;
  if (response.status >= 500) return { class: 'transient', cause: 'network', code, message, refused: false };
  const held = told.meaning.class === 'rate_limited' && !told.meaning.scope ? heldBy(response) : {};
  return { refused: true, ...told.meaning, ...held, cause: 'network', code, message };
}

interface Told {
  code: string;
  message: string;
  meaning: Meaning;
}

function named({ status }: PlatformResponse, body: unknown): Told | null {
  const parsed = problem.safeParse(body);
  if (parsed.success) return ofProblem(parsed.data, status);
  const old = numbered.safeParse(body);
  const known = old.data?.errors.find(({ code }) => Object.hasOwn(BY_NUMBER, code));
  const meaning = known && BY_NUMBER[known.code];
  return known && meaning ? { code: String(known.code), message: known.message, meaning } : null;
}

function ofProblem(told: z.infer<typeof problem>, status: number): Told | null {
  const message = told.detail || told.title;
  if (told.type === 'about:blank') {
    if (told.status !== status) return null;
    if (status === 403 && told.detail === DUPLICATE) {
      return { code: CODE.duplicate, message, meaning: duplicate };
    }
    const meaning = status >= 500 ? passing : BY_STATUS[status];
    return meaning ? { code: String(status), message, meaning } : null;
  }
  const [, code] = OWN.exec(told.type) ?? [];
  if (code === undefined) return null;
  if (code === 'invalid-request' && told.errors?.some(({ parameters }) => namesMedia(parameters))) {
    return {
      code: CODE.media,
      message,
      meaning: { class: 'transient', hint: 'upload_expired' },
    };
  }
  const meaning = Object.hasOwn(BY_PROBLEM, code) ? BY_PROBLEM[code] : undefined;
  return { code, message, meaning: meaning ?? unlisted(status) };
}

/** Whether the refused parameter is the media of a post: `media.media_ids`. */
const namesMedia = (parameters: Record<string, unknown>): boolean =>
  Object.keys(parameters).some((name) => name.endsWith('media.media_ids'));

/** A problem of X's own that is not documented: its status says whose it is. */
function unlisted(status: number): Meaning {
  if (status === 429) return limit;
  return BY_STATUS[status] ?? content;
}
