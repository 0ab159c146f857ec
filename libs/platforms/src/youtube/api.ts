import type { z } from 'zod';
import type { AdapterIo } from '../kit/adapter.js';
import { call, type Answer } from '../kit/call.js';
import type { PlatformRequest } from '../kit/http.js';
import { youtubeFailure } from './errors.js';

/** Origin of the API and of its uploads. */
export const API = 'https://www.googleapis.com';

/** What a call needs of its surroundings. */
export type ApiIo = Pick<AdapterIo, 'settings' | 'http' | 'signal' | 'credential'>;

export interface ApiCall<T> {
  method: 'GET' | 'POST' | 'PUT';
  /** A resource below the version, such as `videos`. */
  resource: string;
  query: Record<string, string>;
  json?: unknown;
  schema: z.ZodType<T>;
  /** True when the effect may be seen by others. */
  visible?: boolean;
  answer?: PlatformRequest['answer'];
}

export const bearer = ({ credential }: Pick<AdapterIo, 'credential'>): { authorization: string } => ({
  authorization: `Bearer ${credential.accessToken}`,
});

/** One call of the Data API. @throws PlatformError */
export async function dataApi<T>(
  io: ApiIo,
  { method, resource, query, json, schema, visible = false, answer = 'other' }: ApiCall<T>,
): Promise<T> {
  const request: PlatformRequest = {
    method,
    url: `${io.settings.origin}/youtube/${io.settings.version}/${resource}`,
    query,
    headers: bearer(io),
    answer,
    ...(json === undefined ? {} : { body: { json } }),
  };
  const { data }: Answer<T> = await call(io, request, { schema, visible, failure: youtubeFailure });
  return data;
}
