import type { z } from 'zod';
import type { AdapterIo } from '../kit/adapter.js';
import { call, type Answer, type CallRules } from '../kit/call.js';
import type { PlatformRequest } from '../kit/http.js';
import { PlatformError } from '../kit/platform-error.js';
import { wordpressFailure } from './errors.js';

/** What one call reads of `AdapterIo`. */
export type ApiIo = Pick<AdapterIo, 'http' | 'signal' | 'settings' | 'credential' | 'account'>;

/** How a site's API is reached: below `/wp-json`, or by a parameter where the site has plain permalinks. */
export type Root = 'pretty' | 'plain';

export interface ApiCall<T> extends Partial<Pick<CallRules<T>, 'failure' | 'accepts'>> {
  root: Root;
  method: 'GET' | 'POST';
  /** Below the API's root, with its namespace. */
  path: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: PlatformRequest['body'];
  schema: z.ZodType<T>;
  visible?: boolean;
  /** A list, whose answer may be longer than others. */
  list?: boolean;
  timeoutMs?: number;
}

/** One call of a site's API as the user whose password we have. @throws PlatformError */
export async function api<T>(io: ApiIo, asked: ApiCall<T>): Promise<Answer<T>> {
  const { root, method, path, query, headers, body, schema, visible = false, list, timeoutMs } = asked;
  const plain: Record<string, string> = root === 'plain' ? { rest_route: path } : {};
  const request: PlatformRequest = {
    method,
    url: `${io.settings.origin}${root === 'plain' ? '/' : `/wp-json${path}`}`,
    headers: { ...headers, authorization: `Basic ${passwordOf(io)}` },
    query: { ...plain, ...query },
    ...(body && { body }),
    ...(list && { answer: 'list' as const }),
    ...(timeoutMs && { timeoutMs }),
  };
  const { failure = wordpressFailure, accepts } = asked;
  try {
    return await call(io, request, { schema, visible, failure, ...(accepts && { accepts }) });
  } catch (error) {
    // Where nothing can be seen, a lost answer is only a reason to ask again.
    if (visible || !(error instanceof PlatformError) || error.detail.class !== 'unknown') throw error;
    throw new PlatformError({ ...error.detail, class: 'transient' });
  }
}

/** The user's name is the account's handle, where the credential does not have it. */
function passwordOf({ credential, account }: ApiIo): string {
  const { login = account.handle, accessToken } = credential;
  return Buffer.from(`${login}:${accessToken}`).toString('base64');
}
