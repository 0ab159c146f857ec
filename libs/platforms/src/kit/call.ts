import { z } from 'zod';
import type { AdapterIo } from './adapter.js';
import { fromNetwork, networkWait } from './from-network.js';
import type { PlatformRequest, PlatformResponse } from './http.js';
import { parseJson } from './json.js';
import { PlatformError } from './platform-error.js';
import type { PlatformErrorDetail } from '../rules/outcome.js';
import { withoutSecrets } from './redact.js';

/** An answer that its schema accepted. */
export interface Answer<T> {
  data: T;
  response: PlatformResponse;
}

export interface CallRules<T> {
  /** Schema of the answer; an empty body is parsed as `undefined`. */
  schema: z.ZodType<T>;
  /** True when the effect may be visible: a lost or unreadable answer is then `unknown`, not `transient`. */
  visible: boolean;
  /**
   * The network's own classification of a parsed answer; null when the answer reports no known failure. Null also
   * for an error outside the network's own envelope, because a status alone proves nothing.
   */
  failure(response: PlatformResponse, body: unknown): PlatformErrorDetail | null;
  /** Statuses outside of 2xx that mean success for this call. */
  accepts?(response: PlatformResponse): boolean;
  /** True for a call whose answer has secrets: nothing of the answer is quoted. */
  grants?: boolean;
}

type CallIo = Pick<AdapterIo, 'http' | 'signal'> & Partial<Pick<AdapterIo, 'credential'>>;

/**
 * Makes one request, and classifies and checks its answer. The body decides before the status: networks send errors
 * with status 200, and proxies answer HTML with success. Secrets that were sent are removed from the answer before
 * it is read.
 * @throws PlatformError
 */
export async function call<T>(io: CallIo, request: PlatformRequest, rules: CallRules<T>): Promise<Answer<T>> {
  const secrets = secretsOf(io, request);
  const response = purged(await send(io, request, rules.visible, secrets), secrets, rules.grants ?? false);
  const body = response.text.trim() === '' ? undefined : parseJson(response.text);
  const accepted = rules.accepts?.(response) ?? false;
  const failure = accepted
    ? null
    : (rules.failure(response, body) ?? failureOfStatus(response, rules.visible, rules.grants ?? false));
  if (failure) throw new PlatformError(withoutKnown(failure, secrets));
  const parsed = rules.schema.safeParse(body);
  if (parsed.success) return { data: parsed.data, response };
  throw new PlatformError({
    class: rules.visible ? 'unknown' : 'transient',
    cause: 'unreadable',
    code: 'unreadable_answer',
    message: `status ${response.status}: ${shortIssues(parsed.error)}`,
    refused: false,
    ...(rules.visible ? { hint: 'may_be_live' as const } : {}),
  });
}

async function send(
  io: CallIo,
  request: PlatformRequest,
  visible: boolean,
  secrets: ReadonlySet<string>,
): Promise<PlatformResponse> {
  try {
    return await io.http.send(request, io.signal);
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    const detail = withoutKnown(error.detail, secrets);
    throw new PlatformError(
      !visible && detail.class === 'unknown' ? { ...detail, class: 'transient' } : detail,
    );
  }
}

/** Names of secret members in a form or a query. */
const SECRET_MEMBERS = ['access_token', 'refresh_token', 'client_secret'];

function secretsOf({ credential }: CallIo, { headers, query, body }: PlatformRequest): ReadonlySet<string> {
  const form = body && 'form' in body ? body.form : {};
  const [, header] = /^\S+ (\S+)$/u.exec(headers?.authorization ?? '') ?? [];
  const members = SECRET_MEMBERS.flatMap((name) => [query?.[name], form[name]]);
  const known = [credential?.accessToken, credential?.refreshToken, header, ...members];
  return new Set(known.filter((secret) => secret !== undefined));
}

/** Removes known secrets from an answer. A call that grants secrets may answer the old one again. */
function purged(
  { status, headers, text }: PlatformResponse,
  secrets: ReadonlySet<string>,
  grants: boolean,
): PlatformResponse {
  if (grants) return { status, headers, text };
  const clean = Object.entries(headers).map(([name, value]) => [name, withoutSecrets(value, secrets)]);
  return {
    status,
    headers: Object.fromEntries(clean) as Record<string, string>,
    text: withoutSecrets(text, secrets),
  };
}

/** Removes secrets once more, after escapes are resolved. */
function withoutKnown(detail: PlatformErrorDetail, secrets: ReadonlySet<string>): PlatformErrorDetail {
  return {
    ...detail,
    code: withoutSecrets(detail.code, secrets),
    message: withoutSecrets(detail.message, secrets),
  };
}

/** Most differences from the schema that are reported. */
const ISSUES = 3;

/**
 * The first few differences in a few words each, so that an answer with a million wrong rows is not logged in full.
 */
export const shortIssues = ({ issues }: z.ZodError): string =>
  issues
    .slice(0, ISSUES)
    .map(({ path, message }) => fromNetwork(`${path.slice(0, 5).join('.')}: ${message}`, 120))
    .join('; ');

/**
 * What a status means when the body has nothing that the network's table knows: almost nothing. A gateway may have
 * answered, before or after the network acted, so the call is retried until the deadline, or read back.
 */
function failureOfStatus(
  { status, headers, text }: PlatformResponse,
  visible: boolean,
  grants: boolean,
): PlatformErrorDetail | null {
  if (status >= 200 && status < 300) return null;
  const code = `http_${status}`;
  const silent = grants || text.trim() === '';
  const said: Pick<PlatformErrorDetail, 'cause' | 'message'> = silent
    ? { cause: 'unreadable', message: 'no answer of the network’s own' }
    : { cause: 'network', message: text };
  const told = { code, ...said, ...retryAfter(headers) };
  if (visible) return { class: 'unknown', ...told, refused: false, hint: 'may_be_live' };
  if (status === 429) return { class: 'rate_limited', ...told, refused: true, hint: 'rate_limited' };
  return { class: 'transient', ...told, refused: false };
}

/** `Retry-After` in seconds, when it is a number that can be waited for. */
function retryAfter(headers: Record<string, string>): { retryAfterMs?: number } {
  const told = headers['retry-after'] ?? '';
  const wait = /^\d{1,12}$/u.test(told) ? networkWait(Number(told) * 1_000) : undefined;
  return wait === undefined || wait === 0 ? {} : { retryAfterMs: wait };
}
