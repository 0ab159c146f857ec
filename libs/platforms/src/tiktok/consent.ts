import { z } from 'zod';
import type { AdapterIo } from '../kit/adapter.js';
import { call } from '../kit/call.js';
import { asNobody, pageOf } from '../kit/consent-page.js';
import type { Consent } from '../kit/consent.js';
import { elsewhere } from '../kit/elsewhere.js';
import { granted } from '../kit/granted.js';
import { oauthFailure } from '../kit/oauth.js';
import { requireScopes, scopesIn } from '../kit/scopes.js';
import { askToken } from './oauth.js';
import { readUser } from './user.js';

const API = 'https://open.tiktokapis.com';
/** Without these nothing is published, or found again. */
const NEEDED = ['user.info.basic', 'video.publish', 'video.list'];
const SCOPES = [...NEEDED, 'user.info.profile'];

/** One creator a consent; people can leave single rights out. Source: TikTok for Developers, Login Kit for web. */
export const consent: Consent = {
  scopes: SCOPES,

  // Challenges are for applications on devices alone (Login Kit): a web application proves itself by its secret.
  page: (settings, ask) =>
    pageOf(elsewhere(settings, API, 'https://www.tiktok.com/v2/auth/authorize/'), {
      client_key: ask.clientId,
      response_type: 'code',
      scope: SCOPES.join(','),
      redirect_uri: ask.redirectUri,
      state: ask.state,
    }),

  async exchange(io, app, { code, redirectUri }) {
    const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri };
    const { data, response } = await askToken(io, app, form);
    requireScopes(NEEDED, scopesIn(data.scope));
    return granted(response, { ...data, refreshLifetime: data.refresh_expires_in });
  },

  async accounts(io, credential) {
    const user = await readUser(asNobody(io, credential));
    const { open_id: remoteId, display_name: name, username, avatar_url: picture } = user;
    return [{ remoteId, name, handle: username ?? name, picture, credential }];
  },

  async revoke(io: AdapterIo, app) {
    await call(
      io,
      {
        method: 'POST',
        url: `${io.settings.origin}/${io.settings.version}/oauth/revoke/`,
        body: {
          form: {
            client_key: app.clientId,
            client_secret: app.clientSecret,
            token: io.credential.accessToken,
          },
        },
      },
      { schema: z.unknown(), visible: false, failure: oauthFailure },
    );
  },
};
