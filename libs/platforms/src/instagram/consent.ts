import { z } from 'zod';
import type { Credential } from '../kit/adapter.js';
import { call } from '../kit/call.js';
import { asNobody, pageOf, plainCode } from '../kit/consent-page.js';
import type { Application, Consent, ConsentAnswer, ConsentIo } from '../kit/consent.js';
import { elsewhere } from '../kit/elsewhere.js';
import { accessToken } from '../kit/expiry.js';
import { networkId } from '../kit/ids.js';
import { requireScopes, scopesIn } from '../kit/scopes.js';
import { dialog, longLived } from '../meta/dialog.js';
import { graphFailure, loginFailure } from '../meta/errors.js';
import { graph } from '../meta/graph.js';
import { longToken } from '../meta/long-token.js';
import { obstacleOf, pagesOf, PORTFOLIO } from '../meta/pages.js';
import { FACEBOOK_LOGIN } from './capabilities.js';
import { INSTAGRAM_CODES } from './errors.js';

const API = 'https://graph.instagram.com';

/** Instagram Login. Source: Instagram Platform, business login. */
const OWN_SCOPES = [
  'instagram_business_basic',
  'instagram_business_content_publish',
  'instagram_business_manage_comments',
];
/** Facebook Login, for accounts that are linked to a page. Source: Instagram Platform, API with Facebook Login. */
const LINKED_SCOPES = [
  'instagram_basic',
  'instagram_content_publish',
  'instagram_manage_comments',
  'pages_show_list',
  'pages_read_engagement',
];

const granted = z.object({ access_token: accessToken, permissions: z.unknown().optional() });
/** The documented form is a list; the live one is often flat. */
const shortAnswer = z.union([
  granted,
  z.object({ data: z.array(granted).min(1) }).transform(({ data }) => data[0] as z.infer<typeof granted>),
]);
const meAnswer = z.object({
  id: networkId,
  user_id: networkId.optional().catch(undefined),
  username: z.string(),
  name: z.string().optional().catch(undefined),
  profile_picture_url: z.string().nullable().catch(null),
});

/** Both ways to an account; which one is the operator's choice of `INSTAGRAM_API_ORIGIN`. */
export const consent: Consent = {
  scopes: OWN_SCOPES,

  page(settings, ask) {
    if (settings.origin === FACEBOOK_LOGIN) return dialog(settings, [...LINKED_SCOPES, PORTFOLIO], ask);
    return pageOf(elsewhere(settings, API, 'https://www.instagram.com/oauth/authorize'), {
      client_id: ask.clientId,
      redirect_uri: ask.redirectUri,
      state: ask.state,
      response_type: 'code',
      scope: OWN_SCOPES.join(','),
    });
  },

  exchange: (io, app, answer) =>
    io.settings.origin === FACEBOOK_LOGIN
      ? longLived(io, app, answer, LINKED_SCOPES, INSTAGRAM_CODES)
      : ownToken(io, app, answer),

  async accounts(io, credential) {
    if (io.settings.origin === FACEBOOK_LOGIN) return linked(io, credential);
    const { data } = await graph(
      asNobody(io, credential),
      {
        method: 'GET',
        path: '/me',
        params: { fields: 'id,user_id,username,name,profile_picture_url' },
        schema: meAnswer,
      },
      INSTAGRAM_CODES,
    );
    const { username, name, profile_picture_url: picture } = data;
    return [
      { remoteId: data.user_id ?? data.id, name: name ?? username, handle: username, picture, credential },
    ];
  },
};

/** A token of an hour, exchanged for one of sixty days. @throws PlatformError */
async function ownToken(io: ConsentIo, app: Application, answer: ConsentAnswer): Promise<Credential> {
  const short = await call(
    io,
    {
      method: 'POST',
      url: elsewhere(io.settings, API, 'https://api.instagram.com/oauth/access_token'),
      body: {
        form: {
          client_id: app.clientId,
          client_secret: app.clientSecret,
          grant_type: 'authorization_code',
          redirect_uri: answer.redirectUri,
          code: plainCode(answer.code),
        },
      },
    },
    {
      schema: shortAnswer,
      visible: false,
      grants: true,
      failure: (response, body) =>
        loginFailure(response, body) ?? graphFailure(response, body, INSTAGRAM_CODES, false),
    },
  );
  requireScopes(OWN_SCOPES, scopesIn(short.data.permissions));
  return longToken(io, app, short.data.access_token, 'ig_exchange_token', INSTAGRAM_CODES);
}

/** Accounts that are linked to the person's pages; each is used with its page's token. */
async function linked(io: ConsentIo, credential: Credential) {
  const pages = await pagesOf(io, credential, INSTAGRAM_CODES);
  return pages.flatMap((page) => {
    const account = page.instagram_business_account;
    if (!account) return [];
    return [
      {
        remoteId: account.id,
        name: account.name ?? account.username,
        handle: account.username,
        picture: account.profile_picture_url,
        credential: { accessToken: page.access_token ?? '' },
        ...obstacleOf(page),
      },
    ];
  });
}
