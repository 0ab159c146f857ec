import type { z } from 'zod';
import type { AdapterIo } from '../kit/adapter.js';
import { call, type Answer, type CallRules } from '../kit/call.js';
import type { PlatformRequest } from '../kit/http.js';
import { blueskyFailure } from './errors.js';

/** What a call needs of its surroundings. */
export type XrpcIo = Pick<AdapterIo, 'settings' | 'http' | 'signal' | 'credential'>;

export interface Xrpc<T> extends Pick<PlatformRequest, 'query' | 'body' | 'timeoutMs' | 'answer'> {
  /** Name of the method (NSID). A query is read with GET, a procedure called with POST. */
  method: string;
  kind: 'query' | 'procedure';
  schema: z.ZodType<T>;
  /** Token of this call; the session’s access token when absent, none for null. */
  token?: string | null;
  /** True when the effect may be seen by others. */
  visible?: boolean;
  /** True where the answer has secrets. */
  grants?: boolean;
  /** Origin of another service. */
  origin?: string;
  accepts?: CallRules<T>['accepts'];
}

/** One call of XRPC. @throws PlatformError */
export function xrpc<T>(io: XrpcIo, asked: Xrpc<T>): Promise<Answer<T>> {
  const { method, kind, schema, token = io.credential.accessToken, visible = false, grants = false } = asked;
  const { query, body, timeoutMs, answer, accepts } = asked;
  const request: PlatformRequest = {
    method: kind === 'query' ? 'GET' : 'POST',
    url: `${asked.origin ?? io.settings.origin}/${io.settings.version}/${method}`,
    ...(query && { query }),
    ...(body && { body }),
    ...(timeoutMs && { timeoutMs }),
    ...(answer && { answer }),
    ...(token === null ? {} : { headers: { authorization: `Bearer ${token}` } }),
  };
  return call(io, request, {
    schema,
    visible,
    grants,
    failure: blueskyFailure,
    ...(accepts && { accepts }),
  });
}
