import type { z } from 'zod';
import type { AdapterIo, PlatformAdapter } from '../kit/adapter.js';
import { call, type Answer } from '../kit/call.js';
import type { Application } from '../kit/consent.js';
import { granted } from '../kit/granted.js';
import { tokenFailure } from './errors.js';
import { tokenAnswer } from './schemas.js';

export const API = 'https://api.pinterest.com';

/** Asks the token endpoint; the application shows itself by HTTP Basic. @throws PlatformError */
export function askToken(
  io: Pick<AdapterIo, 'http' | 'signal' | 'settings'>,
  { clientId, clientSecret }: Application,
  form: Record<string, string>,
): Promise<Answer<z.infer<typeof tokenAnswer>>> {
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
  return call(
    io,
    {
      method: 'POST',
      url: `${io.settings.origin}/${io.settings.version}/oauth/token`,
      headers: { authorization: `Basic ${basic}` },
      // Applications from before 2025-09-25 get refresh tokens that are renewed without end only when they ask.
      body: { form: { ...form, continuous_refresh: 'true' } },
    },
    { schema: tokenAnswer, visible: false, grants: true, failure: tokenFailure },
  );
}

/** Each renewal gives another refresh token of 60 days, which must be stored: the old one ends when it would have. */
export const refresh: NonNullable<PlatformAdapter['refresh']> = async ({ credential, ...io }, app) => {
  const { refreshToken } = credential;
  if (!refreshToken) return null;
  const form = { grant_type: 'refresh_token', refresh_token: refreshToken };
  const { data, response } = await askToken(io, app, form);
  return granted(response, { ...data, refreshLifetime: data.refresh_token_expires_in }, credential);
};
