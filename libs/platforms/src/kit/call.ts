import { z } from 'zod';
import type { AdapterIo } from './adapter.js';
import type { PlatformRequest, PlatformResponse } from './http.js';
import { parseJson } from './json.js';
import { PlatformError, type PlatformErrorDetail } from './platform-error.js';

/** An answer that passed its guard. */
export interface Answer<T> {
  data: T;
  response: PlatformResponse;
}

export interface CallRules<T> {
  /** What the answer must look like; an empty body is parsed as `undefined`. */
  schema: z.ZodType<T>;
  /** True when somebody may see the effect: a lost or unreadable answer is then `unknown`, not `transient`. */
  visible: boolean;
  /** The network's own classification of a parsed answer, or null when the answer reports no failure it knows. */
  failure(response: PlatformResponse, body: unknown): PlatformErrorDetail | null;
  /** Statuses outside of 2xx that mean success for this call. */
  accepts?(response: PlatformResponse): boolean;
}

/**
 * One request, its answer classified and guarded. The body decides before the status does: networks send errors with
 * status 200 and successes through proxies that answer HTML.
 * @throws PlatformError
 */
export async function call<T>(
  io: Pick<AdapterIo, 'http' | 'signal'>,
  request: PlatformRequest,
  rules: CallRules<T>,
): Promise<Answer<T>> {
  const response = await send(io, request, rules.visible);
  const body = response.text.trim() === '' ? undefined : parseJson(response.text);
  const accepted = rules.accepts?.(response) ?? false;
  const failure = accepted
    ? null
    : (rules.failure(response, body) ?? failureOfStatus(response, body, rules.visible));
  if (failure) throw new PlatformError(failure);
  const parsed = rules.schema.safeParse(body);
  if (parsed.success) return { data: parsed.data, response };
  throw new PlatformError({
    class: rules.visible ? 'unknown' : 'transient',
    code: 'unreadable_answer',
    message: `status ${response.status}: ${z.prettifyError(parsed.error)}`,
    refused: false,
    ...(rules.visible ? { hint: 'may_be_live' as const } : {}),
  });
}

async function send(
  io: Pick<AdapterIo, 'http' | 'signal'>,
  request: PlatformRequest,
  visible: boolean,
): Promise<PlatformResponse> {
  try {
    return await io.http.send(request, io.signal);
  } catch (error) {
    if (!visible && error instanceof PlatformError && error.detail.class === 'unknown') {
      throw new PlatformError({ ...error.detail, class: 'transient' });
    }
    throw error;
  }
}

/** What a status means when the body says nothing the network's own table knows. */
function failureOfStatus(
  { status, headers, text }: PlatformResponse,
  body: unknown,
  visible: boolean,
): PlatformErrorDetail | null {
  if (status >= 200 && status < 300) return null;
  const code = `http_${status}`;
  const message = text.trim() === '' ? 'empty answer' : text;
  if (status === 429) {
    return {
      class: 'rate_limited',
      code,
      message,
      refused: true,
      hint: 'rate_limited',
      ...retryAfter(headers),
    };
  }
  if (status >= 500) return { class: 'transient', code, message, refused: false };
  if (body !== undefined && status === 401) {
    return { class: 'auth', code, message, refused: true, hint: 'reconnect' };
  }
  // A refusal in a form that no document names proves nothing: a proxy may have spoken after the network acted.
  if (visible) return { class: 'unknown', code, message, refused: false, hint: 'may_be_live' };
  return { class: status >= 400 ? 'permanent' : 'transient', code, message, refused: false };
}

/** `Retry-After` in seconds, when sent. */
function retryAfter(headers: Record<string, string>): { retryAfterMs?: number } {
  const seconds = Number(headers['retry-after']);
  return Number.isFinite(seconds) && seconds > 0 ? { retryAfterMs: seconds * 1_000 } : {};
}
