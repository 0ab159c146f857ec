import type { z } from 'zod';
import type { AdapterIo } from '../kit/adapter.js';
import { call, type Answer } from '../kit/call.js';
import type { PlatformRequest } from '../kit/http.js';
import { pinterestFailure } from './errors.js';

/** What one call reads of `AdapterIo`. */
export type ApiIo = Pick<AdapterIo, 'http' | 'signal' | 'settings' | 'credential'>;

export interface ApiCall<T> {
  method: 'GET' | 'POST';
  /** Below the version. */
  path: string;
  query?: Record<string, string>;
  body?: PlatformRequest['body'];
  schema: z.ZodType<T>;
  visible?: boolean;
  /** A list, whose answer may be longer than others. */
  list?: boolean;
  timeoutMs?: number;
}

/** One call of the API with the account's token. @throws PlatformError */
export function api<T>(
  io: ApiIo,
  { method, path, query, body, schema, visible = false, list, timeoutMs }: ApiCall<T>,
): Promise<Answer<T>> {
  const request: PlatformRequest = {
    method,
    url: `${io.settings.origin}/${io.settings.version}${path}`,
    headers: { authorization: `Bearer ${io.credential.accessToken}` },
    ...(query && { query }),
    ...(body && { body }),
    ...(list && { answer: 'list' as const }),
    ...(timeoutMs && { timeoutMs }),
  };
  return call(io, request, { schema, visible, failure: pinterestFailure });
}
