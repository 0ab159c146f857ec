import { z } from 'zod';
import type { AdapterIo } from '../kit/adapter.js';
import { call } from '../kit/call.js';
import type { PlatformRequest } from '../kit/http.js';
import { tiktokFailure } from './errors.js';

/** One JSON call below the version, the envelope checked. @throws PlatformError */
export async function tiktokPost<T>(
  io: AdapterIo,
  path: string,
  json: unknown,
  schema: z.ZodType<T>,
  answer: PlatformRequest['answer'] = 'other',
): Promise<T> {
  const { data } = await call(
    io,
    {
      method: 'POST',
      url: `${io.settings.origin}/${io.settings.version}${path}`,
      headers: { authorization: `Bearer ${io.credential.accessToken}` },
      body: { json },
      answer,
    },
    { schema, visible: false, failure: tiktokFailure },
  );
  return data;
}

/** As `tiktokPost`, for reads. @throws PlatformError */
export async function tiktokGet<T>(
  io: AdapterIo,
  path: string,
  query: Record<string, string>,
  schema: z.ZodType<T>,
): Promise<T> {
  const { data } = await call(
    io,
    {
      method: 'GET',
      url: `${io.settings.origin}/${io.settings.version}${path}`,
      query,
      headers: { authorization: `Bearer ${io.credential.accessToken}` },
    },
    { schema, visible: false, failure: tiktokFailure },
  );
  return data;
}
