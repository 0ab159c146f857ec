import { z } from 'zod';
import { call } from '../kit/call.js';
import { asNobody, pageOf, plainCode } from '../kit/consent-page.js';
import type { Consent } from '../kit/consent.js';
import { elsewhere } from '../kit/elsewhere.js';
import { accessToken } from '../kit/expiry.js';
import { networkId } from '../kit/ids.js';
import { graphFailureIn, loginFailure } from '../meta/errors.js';
import { graph } from '../meta/graph.js';
import { longToken } from '../meta/long-token.js';
import { THREADS_CODES } from './errors.js';

const API = 'https://graph.threads.net';
const SCOPES = ['threads_basic', 'threads_content_publish', 'threads_manage_replies', 'threads_read_replies'];

const shortAnswer = z.object({ access_token: accessToken });
const meAnswer = z.object({
  id: networkId,
  username: z.string(),
  name: z.string().optional().catch(undefined),
  threads_profile_picture_url: z.string().nullable().catch(null),
});

/** One profile a consent. Source: Threads API, authorization window and long-lived tokens. */
export const consent: Consent = {
  scopes: SCOPES,

  page: (settings, ask) =>
    pageOf(elsewhere(settings, API, 'https://threads.com/oauth/authorize'), {
      client_id: ask.clientId,
      redirect_uri: ask.redirectUri,
      scope: SCOPES.join(','),
      response_type: 'code',
      state: ask.state,
    }),

  async exchange(io, app, { code, redirectUri }) {
    const failure = graphFailureIn(THREADS_CODES);
    const short = await call(
      io,
      {
        method: 'POST',
        url: `${io.settings.origin}/oauth/access_token`,
        body: {
          form: {
            client_id: app.clientId,
            client_secret: app.clientSecret,
            grant_type: 'authorization_code',
            redirect_uri: redirectUri,
            code: plainCode(code),
          },
        },
      },
      {
        schema: shortAnswer,
        visible: false,
        grants: true,
        failure: (...answer) => loginFailure(...answer) ?? failure(...answer),
      },
    );
    return longToken(io, app, short.data.access_token, 'th_exchange_token', THREADS_CODES);
  },

  async accounts(io, credential) {
    const { data } = await graph(
      asNobody(io, credential),
      {
        method: 'GET',
        path: '/me',
        params: { fields: 'id,username,name,threads_profile_picture_url' },
        schema: meAnswer,
      },
      THREADS_CODES,
    );
    const { id, username, name, threads_profile_picture_url: picture } = data;
    return [{ remoteId: id, name: name ?? username, handle: username, picture, credential }];
  },
};
