import type { z } from 'zod';
import type { AdapterIo } from '../kit/adapter.js';
import { call, type Answer } from '../kit/call.js';
import type { Application } from '../kit/consent.js';
import { oauthFailure } from '../kit/oauth.js';
import { tokenAnswer } from './schemas.js';

/** Asks the token endpoint. Source: TikTok for Developers, manage user access tokens. @throws PlatformError */
export const askToken = (
  io: Pick<AdapterIo, 'http' | 'signal' | 'settings'>,
  { clientId, clientSecret }: Application,
  form: Record<string, string>,
): Promise<Answer<z.infer<typeof tokenAnswer>>> =>
  call(
    io,
    {
      method: 'POST',
      url: `${io.settings.origin}/${io.settings.version}/oauth/token/`,
      body: { form: { client_key: clientId, client_secret: clientSecret, ...form } },
    },
    { schema: tokenAnswer, visible: false, grants: true, failure: oauthFailure },
  );
