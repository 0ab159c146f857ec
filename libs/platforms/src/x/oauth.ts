import type { z } from 'zod';
import { call } from '../kit/call.js';
import type { Application, ConsentIo } from '../kit/consent.js';
import type { PlatformResponse } from '../kit/http.js';
import { oauthFailure } from '../kit/oauth.js';
import type { PlatformErrorDetail } from '../rules/outcome.js';

/**
 * One call below `/oauth2` as this installation's application, a confidential client (RFC 6749, 2.3.1).
 * @throws PlatformError
 */
export function oauth<T>(
  io: ConsentIo,
  { clientId, clientSecret }: Application,
  call_: { path: 'token' | 'revoke'; form: Record<string, string>; schema: z.ZodType<T> },
) {
  const secret = [clientId, clientSecret].map(encodeURIComponent).join(':');
  return call(
    io,
    {
      method: 'POST',
      url: `${io.settings.origin}/${io.settings.version}/oauth2/${call_.path}`,
      headers: { authorization: `Basic ${Buffer.from(secret).toString('base64')}` },
      body: { form: call_.form },
    },
    { schema: call_.schema, visible: false, grants: true, failure: grantFailure },
  );
}

/** X says `invalid_request` of a code or refresh token that is used up; nothing else of our requests can be invalid. */
function grantFailure(response: PlatformResponse, body: unknown): PlatformErrorDetail | null {
  const failure = oauthFailure(response, body);
  return failure?.code === 'invalid_request' ? { ...failure, class: 'auth', hint: 'reconnect' } : failure;
}
