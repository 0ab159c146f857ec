import { z } from 'zod';
import type { AdapterIo } from '../kit/adapter.js';
import { call, type Answer, type CallRules } from '../kit/call.js';
import type { PlatformRequest } from '../kit/http.js';
import { PlatformError } from '../kit/platform-error.js';
import { ghostFailure } from './errors.js';
import { signature } from './signature.js';

/** What one call reads of `AdapterIo`. */
type ApiIo = Pick<AdapterIo, 'http' | 'signal' | 'settings' | 'credential'>;

export interface ApiCall<T> extends Partial<Pick<CallRules<T>, 'failure'>> {
  method: 'GET' | 'POST' | 'PUT';
  /** Below the Admin API, with the slash at its end without which Ghost answers with a redirect. */
  path: `/${string}/`;
  query?: Record<string, string>;
  body?: PlatformRequest['body'];
  schema: z.ZodType<T>;
  visible?: boolean;
  /** A list, whose answer may be longer than others. */
  list?: boolean;
  timeoutMs?: number;
}

/** One call of a site's Admin API, signed with its key. @throws PlatformError */
export async function api<T>(io: ApiIo, asked: ApiCall<T>): Promise<Answer<T>> {
  // A key that is none would be told after a call in vain.
  signature(io.credential.accessToken, 0);
  const token = signature(io.credential.accessToken, await siteClock(io));
  return send(io, asked, { authorization: `Ghost ${token}` });
}

async function send<T>(io: ApiIo, asked: ApiCall<T>, headers: Record<string, string>): Promise<Answer<T>> {
  const { method, path, query, body, schema, visible = false, list, timeoutMs } = asked;
  const { failure = ghostFailure } = asked;
  const request: PlatformRequest = {
    method,
    url: `${io.settings.origin.replace(/\/ghost$/u, '')}/ghost/api/admin${path}`,
    headers: { 'accept-version': io.settings.version, ...headers },
    ...(query && { query }),
    ...(body && { body }),
    ...(list && { answer: 'list' as const }),
    ...(timeoutMs && { timeoutMs }),
  };
  try {
    return await call(io, request, { schema, visible, failure });
  } catch (error) {
    // Where nothing can be seen, a lost answer is only a reason to ask again.
    if (visible || !(error instanceof PlatformError) || error.detail.class !== 'unknown') throw error;
    throw new PlatformError({ ...error.detail, class: 'transient' });
  }
}

/** Instants that a clock may show, s. */
const BELIEVED = { from: 1_577_836_800, to: 4_102_444_800 };

/**
 * The site's own clock, s since 1970: a signature of another clock may be refused as too old or too new. Read from a
 * page of the API that is open to everybody.
 */
async function siteClock(io: ApiIo): Promise<number> {
  const { response } = await send(
    io,
    { method: 'GET', path: '/site/', schema: z.object({ site: z.unknown() }) },
    {},
  );
  const told = Math.floor(Date.parse(response.headers.date ?? '') / 1_000);
  if (told >= BELIEVED.from && told <= BELIEVED.to) return told;
  throw new PlatformError({
    class: 'transient',
    cause: 'unreadable',
    code: 'no_clock',
    message: 'the site does not tell its time',
    refused: true,
  });
}
