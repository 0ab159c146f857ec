import type { z } from 'zod';
import type { AdapterIo } from '../kit/adapter.js';
import { call, type Answer, type CallRules } from '../kit/call.js';
import type { PlatformRequest } from '../kit/http.js';
import { PlatformError } from '../kit/platform-error.js';
import { mastodonFailure } from './errors.js';

/** What a call needs of its surroundings. */
export type ApiIo = Pick<AdapterIo, 'settings' | 'http' | 'signal' | 'credential'>;

export interface ApiCall<T> extends Pick<PlatformRequest, 'query' | 'body' | 'timeoutMs' | 'answer'> {
  method: 'GET' | 'POST';
  /** Below the version, e.g. `/statuses`. */
  path: string;
  /** The version of the settings when absent. */
  version?: 'v2';
  headers?: Record<string, string>;
  schema: z.ZodType<T>;
  /** True when the effect may be seen by others. */
  visible?: boolean;
  failure?: CallRules<T>['failure'];
}

/** One call of a server's API as an account. @throws PlatformError */
export async function api<T>(io: ApiIo, asked: ApiCall<T>): Promise<Answer<T>> {
  const { method, path, headers, query, body, timeoutMs, answer, schema, visible = false } = asked;
  const request: PlatformRequest = {
    method,
    url: `${io.settings.origin}/api/${asked.version ?? io.settings.version}${path}`,
    headers: { ...headers, authorization: `Bearer ${io.credential.accessToken}` },
    ...(query && { query }),
    ...(body && { body }),
    ...(timeoutMs && { timeoutMs }),
    ...(answer && { answer }),
  };
  try {
    return await call(io, request, { schema, visible, failure: asked.failure ?? mastodonFailure });
  } catch (error) {
    // Where nothing can be seen, a lost answer is only a reason to ask again.
    if (visible || !(error instanceof PlatformError) || error.detail.class !== 'unknown') throw error;
    throw new PlatformError({ ...error.detail, class: 'transient' });
  }
}

/** An account's id on its own server. */
export const localId = ({ remoteId }: AdapterIo['account']): string => remoteId.replace(/@.*$/u, '');
