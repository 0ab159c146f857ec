import { z } from 'zod';
import type { AdapterIo, Credential } from '../kit/adapter.js';
import { call } from '../kit/call.js';
import { accessToken, expiryFrom, lifetime } from '../kit/expiry.js';
import { graphFailure, type FailureTable } from './errors.js';

const renewalAnswer = z.object({ access_token: accessToken, expires_in: lifetime });

/**
 * Renews a long-lived token with itself: one at least a day old and not expired gets sixty more days.
 * @returns null for a token without an end, which is not one of these
 * @throws PlatformError
 */
export async function renewToken(
  io: AdapterIo,
  grantType: string,
  codes: FailureTable,
): Promise<Credential | null> {
  if (!io.credential.expiresAt) return null;
  const { data, response } = await call(
    io,
    {
      method: 'GET',
      url: `${io.settings.origin}/refresh_access_token`,
      // This endpoint takes its token only as a parameter (Instagram Platform and Threads API, refresh_access_token).
      query: { grant_type: grantType, access_token: io.credential.accessToken },
    },
    {
      schema: renewalAnswer,
      visible: false,
      grants: true,
      failure: (answer, body) => graphFailure(answer, body, codes, false),
    },
  );
  return {
    accessToken: data.access_token,
    expiresAt: expiryFrom(response, data.expires_in) ?? io.credential.expiresAt,
  };
}
