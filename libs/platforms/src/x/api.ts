import type { z } from 'zod';
import type { AdapterIo } from '../kit/adapter.js';
import { call } from '../kit/call.js';
import type { PlatformRequest } from '../kit/http.js';
import { xFailure } from './errors.js';

/** Origin of the API, where nothing else is set. */
export const API = 'https://api.x.com';

export interface XCall<T> {
  method: 'GET' | 'POST';
  /** Below the version, e.g. `/tweets`. */
  path: string;
  query?: Record<string, string>;
  body?: PlatformRequest['body'];
  schema: z.ZodType<T>;
  visible?: boolean;
  timeoutMs?: number;
  /** A list, whose answer may be longer than others. */
  list?: boolean;
}

/** One call of API v2 as an account. @throws PlatformError */
export async function xCall<T>(
  io: Pick<AdapterIo, 'settings' | 'http' | 'signal' | 'credential'>,
  { method, path, query, body, schema, visible = false, timeoutMs, list }: XCall<T>,
): Promise<T> {
  const { data } = await call(
    io,
    {
      method,
      url: `${io.settings.origin}/${io.settings.version}${path}`,
      headers: { authorization: `Bearer ${io.credential.accessToken}` },
      ...(query ? { query } : {}),
      ...(body ? { body } : {}),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
      ...(list ? { answer: 'list' as const } : {}),
    },
    { schema, visible, failure: xFailure },
  );
  return data;
}
