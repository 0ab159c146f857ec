import { z } from 'zod';
import { parseJson } from '../kit/json.js';
import type { PlatformErrorDetail } from '../rules/outcome.js';
import type { PlatformResponse } from '../kit/http.js';

/** Meaning of a code. `refused` is true by default: an error answer says what was not done. */
export type FailureMeaning = Omit<PlatformErrorDetail, 'cause' | 'code' | 'message' | 'refused'> & {
  refused?: boolean;
};
/** Keys: `code/subcode`, `/subcode` (any code) or `code`, looked up in this order. */
export type FailureTable = Readonly<Record<string, FailureMeaning>>;

const HOUR = 3_600_000;
const reconnect: FailureMeaning = { class: 'auth', hint: 'reconnect' };
const checkpoint: FailureMeaning = { class: 'auth', hint: 'account_checkpoint' };
const permission: FailureMeaning = { class: 'auth', hint: 'missing_permission' };
const channelLimit: FailureMeaning = {
  class: 'rate_limited',
  hint: 'rate_limited',
  retryAfterMs: HOUR,
  scope: 'channel',
};
const appLimit: FailureMeaning = { ...channelLimit, scope: 'app' };

/** Source: Meta Graph API, error codes and rate limiting; common to Facebook and Instagram. */
export const GRAPH_CODES: FailureTable = {
  '1': { class: 'transient', refused: false },
  '2': { class: 'transient', refused: false },
  '3': permission,
  '4': appLimit,
  '10': permission,
  '17': channelLimit,
  '31/3858385': { class: 'auth', hint: 'account_checkpoint' },
  '31/4854002': { class: 'auth', hint: 'account_checkpoint' },
  '32': channelLimit,
  '100': { class: 'permanent', hint: 'content_refused' },
  '100/33': { class: 'permanent', hint: 'target_missing' },
  '102': reconnect,
  '104': { class: 'permanent', hint: 'operator_app' },
  '190': reconnect,
  '190/459': checkpoint,
  '190/464': checkpoint,
  '190/2069032': { class: 'permanent', hint: 'operator_app' },
  '341': appLimit,
  '368': { class: 'permanent', hint: 'policy_refused' },
  '368/1390008': {
    class: 'rate_limited',
    hint: 'posting_too_fast',
    retryAfterMs: 24 * HOUR,
    scope: 'channel',
  },
  '506': { class: 'duplicate', hint: 'duplicate_post' },
  '613': channelLimit,
  '1500': { class: 'permanent', hint: 'link_refused' },
  '1609005': { class: 'permanent', hint: 'link_refused' },
  '2500': reconnect,
};

/** For an object created this second, which Meta's replicas may not know yet. */
export const FRESH_CODES: FailureTable = {
  '100/33': { class: 'transient', retryAfterMs: 10_000 },
};

/** A number, or its digits; gateways put words in its place. */
const numeric = z.union([
  z.number().int(),
  z
    .string()
    .regex(/^-?\d{1,9}$/u)
    .transform(Number),
]);

/** Graph's own error: a numeric code beside a message, and a type or a trace id when the code is unknown. */
const envelope = z.object({
  error: z.object({
    message: z.string(),
    type: z.string().optional().catch(undefined),
    code: numeric,
    error_subcode: numeric.optional().catch(undefined),
    error_user_msg: z.string().optional().catch(undefined),
    fbtrace_id: z.string().optional().catch(undefined),
  }),
});

const loginEnvelope = z.object({
  error_type: z.string(),
  code: z.union([z.string(), z.number()]),
  error_message: z.string().catch(''),
});

/**
 * Refusals of the hosts that redeem codes (Instagram Login, Threads), which have an envelope of their own: the code is
 * used, expired, or for another address.
 */
export function loginFailure(_response: PlatformResponse, body: unknown): PlatformErrorDetail | null {
  const parsed = loginEnvelope.safeParse(body);
  if (!parsed.success) return null;
  const { code, error_message: message } = parsed.data;
  return { class: 'auth', cause: 'network', code: String(code), message, refused: true, hint: 'reconnect' };
}

/** The same for calls that show nothing, with a network's own codes. */
export const graphFailureIn =
  (table: FailureTable) =>
  (response: PlatformResponse, body: unknown): PlatformErrorDetail | null =>
    graphFailure(response, body, table, false);

/** Reads Graph's error envelope at any status, because errors come with 200 too. Null when there is no envelope. */
export function graphFailure(
  response: PlatformResponse,
  body: unknown,
  table: FailureTable,
  visible: boolean,
): PlatformErrorDetail | null {
  const parsed = envelope.safeParse(body);
  if (!parsed.success) return null;
  const {
    message,
    type,
    code,
    error_subcode: subcode,
    error_user_msg: told,
    fbtrace_id: trace,
  } = parsed.data.error;
  const listed = lookUp(code, subcode, table);
  if (!listed && type === undefined && trace === undefined) return null;
  const meaning = listed ?? unlisted(response.status, visible);
  const limited = meaning.class === 'rate_limited';
  const regainMs = limited ? regainTime(response.headers) : undefined;
  return {
    refused: true,
    ...meaning,
    cause: 'network',
    code: subcode === undefined ? String(code) : `${code}/${subcode}`,
    message: [message, told, trace && `(trace ${trace})`].filter(Boolean).join(' '),
    ...(regainMs === undefined ? {} : { retryAfterMs: regainMs }),
  };
}

function lookUp(code: number, subcode: number | undefined, table: FailureTable): FailureMeaning | undefined {
  const bySubcode = subcode === undefined ? undefined : (table[`${code}/${subcode}`] ?? table[`/${subcode}`]);
  return bySubcode ?? table[String(code)] ?? ranged(code);
}

/** Documented ranges of codes that the table does not list one by one. */
function ranged(code: number): FailureMeaning | undefined {
  if (code >= 200 && code <= 299) return permission;
  return code >= 80_000 && code <= 80_014 ? channelLimit : undefined;
}

/** Meaning of an unlisted code, by status. */
function unlisted(status: number, visible: boolean): FailureMeaning {
  if (status >= 500) return { class: 'transient', refused: false };
  if (status >= 400) return { class: 'permanent', hint: 'content_refused' };
  return visible
    ? { class: 'unknown', refused: false, hint: 'may_be_live' }
    : { class: 'transient', refused: false };
}

const usage = z.record(
  z.string(),
  z.array(z.object({ estimated_time_to_regain_access: z.number().optional().catch(undefined) })),
);

/** The longest announced wait, converted from minutes; undefined when none is announced. */
function regainTime(headers: Record<string, string>): number | undefined {
  const parsed = usage.safeParse(parseJson(headers['x-business-use-case-usage'] ?? ''));
  if (!parsed.success) return undefined;
  const minutes = Math.max(
    0,
    ...Object.values(parsed.data).flatMap((rows) =>
      rows.map((row) => row.estimated_time_to_regain_access ?? 0),
    ),
  );
  return minutes > 0 ? minutes * 60_000 : undefined;
}
