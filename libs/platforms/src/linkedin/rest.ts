import { z } from 'zod';
import type { AdapterIo } from '../kit/adapter.js';
import { call, type Answer } from '../kit/call.js';
import type { PlatformRequest } from '../kit/http.js';
import { PlatformError } from '../kit/platform-error.js';
import { linkedinFailure } from './errors.js';

export interface RestCall<T> {
  method: 'GET' | 'POST';
  /** Path and query below `/rest`; URNs encoded, Rest.li's own brackets raw. */
  path: string;
  json?: unknown;
  headers?: Record<string, string>;
  schema: z.ZodType<T>;
  visible?: boolean;
  /** A list, whose answer may be longer than others. */
  list?: boolean;
}

/** One call of the versioned REST API. @throws PlatformError */
export function rest<T>(
  io: AdapterIo,
  { method, path, json, headers, schema, visible = false, list }: RestCall<T>,
): Promise<Answer<T>> {
  const request: PlatformRequest = {
    method,
    url: `${io.settings.origin}/rest${path}`,
    headers: {
      authorization: `Bearer ${io.credential.accessToken}`,
      'linkedin-version': io.settings.version,
      'x-restli-protocol-version': '2.0.0',
      ...headers,
    },
    ...(json === undefined ? {} : { body: { json } }),
    ...(list ? { answer: 'list' as const } : {}),
  };
  return call(io, request, { schema, visible, failure: linkedinFailure });
}

/** Accepts any body. */
export const anything = z.unknown();

/** A URN inside a path or a query. */
export const encoded = (urn: string): string => encodeURIComponent(urn);

/** True when LinkedIn does not know (yet) what was asked for. */
export function isMissing(error: unknown): boolean {
  return error instanceof PlatformError && error.detail.hint === 'target_missing';
}

/** The author's URN; a bare number is an organisation's. */
export function authorOf(io: Pick<AdapterIo, 'account'>): string {
  const { remoteId } = io.account;
  return /^\d+$/u.test(remoteId) ? `urn:li:organization:${remoteId}` : remoteId;
}
