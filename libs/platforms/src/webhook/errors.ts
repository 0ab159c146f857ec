import { z } from 'zod';
import { networkWait } from '../kit/from-network.js';
import type { PlatformResponse } from '../kit/http.js';
import { redirected } from '../kit/redirected.js';
import type { PlatformErrorDetail } from '../rules/outcome.js';

type Meaning = Omit<PlatformErrorDetail, 'cause' | 'code' | 'message' | 'refused'>;

/** By code, each with the status it comes with: a receiver that says one of these has done nothing (docs/networks.md). */
const BY_CODE: Readonly<Record<string, { status: number; meaning: Meaning }>> = {
  invalid_signature: { status: 401, meaning: { class: 'auth', hint: 'reconnect' } },
  invalid_timestamp: { status: 401, meaning: { class: 'transient' } },
  forbidden: { status: 403, meaning: { class: 'auth', hint: 'missing_permission' } },
  gone: { status: 410, meaning: { class: 'auth', hint: 'reconnect' } },
  content_refused: { status: 422, meaning: { class: 'permanent', hint: 'content_refused' } },
  media_unreachable: { status: 422, meaning: { class: 'transient', hint: 'media_unreachable' } },
  rate_limited: { status: 429, meaning: { class: 'rate_limited', hint: 'rate_limited', scope: 'channel' } },
  unavailable: { status: 503, meaning: { class: 'transient' } },
};

const envelope = z.object({ error: z.object({ code: z.string(), message: z.string().catch('') }) });

/**
 * Classifies a receiver's own refusal by its code and status; any other status, or a page of what stands before it,
 * proves nothing.
 */
export function webhookFailure(response: PlatformResponse, body: unknown): PlatformErrorDetail | null {
  const elsewhere = redirected(response);
  if (elsewhere) return elsewhere;
  const { status } = response;
  if (status >= 200 && status < 300) return notAccepted(response, body);
  const parsed = envelope.safeParse(body);
  if (!parsed.success) return null;
  const { code, message } = parsed.data.error;
  const known = Object.hasOwn(BY_CODE, code) ? BY_CODE[code] : undefined;
  if (known?.status !== status) return null;
  const wait = status === 429 || status === 503 ? waitOf(response) : {};
  return { ...known.meaning, cause: 'network', code, message, refused: true, ...wait };
}

const DEFAULT_WAIT_MS = 60_000;

function waitOf({ status, headers }: PlatformResponse): Pick<PlatformErrorDetail, 'retryAfterMs'> {
  const told = /^\d{1,6}$/u.exec(headers['retry-after'] ?? '')?.[0];
  const wait = told === undefined ? undefined : networkWait(Number(told) * 1_000);
  if (wait) return { retryAfterMs: wait };
  return status === 429 ? { retryAfterMs: DEFAULT_WAIT_MS } : {};
}

/**
 * Success is any 2xx, with whatever words or none: n8n says `{"message":"Workflow was started"}`, Make `Accepted`. Three
 * are not believed: a page, which a sign-in before the receiver shows, JSON that was cut, and JSON that tells an error.
 */
function notAccepted({ status, headers, text }: PlatformResponse, body: unknown): PlatformErrorDetail | null {
  const said = { class: 'unknown', refused: false } as const;
  const isJson = headers['content-type']?.includes('json') ?? false;
  if (/^\s*</u.test(text) || (isJson && text.trim() !== '' && body === undefined)) {
    return {
      ...said,
      cause: 'unreadable',
      code: 'unreadable_answer',
      message: `status ${status}: no receiver's words`,
    };
  }
  const told = z.object({ error: z.unknown() }).safeParse(body);
  if (!told.success || told.data.error === undefined || told.data.error === null) return null;
  return { ...said, cause: 'network', code: 'error_in_success', message: text };
}
