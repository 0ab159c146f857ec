import type { z } from 'zod';
import type { AdapterIo } from '../kit/adapter.js';
import { call, type Answer } from '../kit/call.js';
import type { Application } from '../kit/consent.js';
import { elsewhere } from '../kit/elsewhere.js';
import { oauthFailure } from '../kit/oauth.js';
import { tokenAnswer } from './schemas.js';

export const API = 'https://api.linkedin.com';

/** Asks for tokens, which are not given on the host of the API. Source: LinkedIn, authorization. @throws PlatformError */
export const askToken = (
  io: Pick<AdapterIo, 'http' | 'signal' | 'settings'>,
  { clientId, clientSecret }: Application,
  form: Record<string, string>,
): Promise<Answer<z.infer<typeof tokenAnswer>>> =>
  call(
    io,
    {
      method: 'POST',
      url: elsewhere(io.settings, API, 'https://www.linkedin.com/oauth/v2/accessToken'),
      body: { form: { ...form, client_id: clientId, client_secret: clientSecret } },
    },
    { schema: tokenAnswer, visible: false, grants: true, failure: oauthFailure },
  );
