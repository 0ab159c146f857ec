import { z } from 'zod';
import type { Credential } from '../kit/adapter.js';
import { call } from '../kit/call.js';
import type { Application, ConsentIo } from '../kit/consent.js';
import { accessToken, lifetime } from '../kit/expiry.js';
import { granted } from '../kit/granted.js';
import { type FailureTable, graphFailureIn } from './errors.js';

const longAnswer = z.object({ access_token: accessToken, expires_in: lifetime });

/**
 * Exchanges a token of an hour for one of sixty days. Source: Instagram Platform and Threads API, access_token.
 * @throws PlatformError
 */
export async function longToken(
  io: ConsentIo,
  { clientSecret }: Application,
  short: string,
  grantType: string,
  codes: FailureTable,
): Promise<Credential> {
  const { data, response } = await call(
    io,
    {
      method: 'GET',
      url: `${io.settings.origin}/access_token`,
      query: { grant_type: grantType, client_secret: clientSecret, access_token: short },
    },
    { schema: longAnswer, visible: false, grants: true, failure: graphFailureIn(codes) },
  );
  return granted(response, data);
}
