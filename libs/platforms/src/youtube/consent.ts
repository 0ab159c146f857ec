import { z } from 'zod';
import type { AdapterIo, Credential } from '../kit/adapter.js';
import { call, type Answer } from '../kit/call.js';
import { pageOf } from '../kit/consent-page.js';
import type { Application, Consent, ConsentedAccount, ConsentIo } from '../kit/consent.js';
import { elsewhere } from '../kit/elsewhere.js';
import { granted } from '../kit/granted.js';
import { parseJson } from '../kit/json.js';
import { oauthFailure } from '../kit/oauth.js';
import { requireScopes, scopesIn } from '../kit/scopes.js';
import { API, dataApi, type ApiIo } from './api.js';
import { channelAnswer, tokenAnswer, type RemoteChannel } from './schemas.js';

const PAGE = 'https://accounts.google.com/o/oauth2/v2/auth';
const TOKEN = 'https://oauth2.googleapis.com/token';
const REVOKE = 'https://oauth2.googleapis.com/revoke';
const SCOPE = 'https://www.googleapis.com/auth/';

/** Upload, and everything else: status, playlists, comments, and reading. */
const SCOPES = [`${SCOPE}youtube.upload`, `${SCOPE}youtube.force-ssl`];

/** Google's consent. The person chooses one of their channels on its page. Source: Google, OAuth 2.0 for web servers. */
export const consent: Consent = {
  scopes: SCOPES,

  page: (settings, { clientId, redirectUri, state, challenge }) =>
    pageOf(elsewhere(settings, API, PAGE), {
      client_id: clientId,
      redirect_uri: redirectUri,
      response_type: 'code',
      scope: SCOPES.join(' '),
      state,
      code_challenge: challenge,
      code_challenge_method: 'S256',
      // Both, or a second consent gives no refresh token.
      access_type: 'offline',
      prompt: 'consent',
    }),

  async exchange(io, app, { code, redirectUri, verifier }) {
    const { data, response } = await askToken(io, app, {
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      code_verifier: verifier,
    });
    // The page has a box for each right, and lets go on with some of them empty.
    requireScopes(SCOPES, scopesIn(data.scope));
    return granted(response, { ...data, refreshLifetime: data.refresh_token_expires_in });
  },

  async accounts(io, credential) {
    const channels = await ownChannels({ ...io, credential });
    return channels.map((channel): ConsentedAccount => {
      const { medium, default: small } = channel.snippet.thumbnails ?? {};
      return { ...accountOf(channel), credential, picture: (medium ?? small)?.url ?? null };
    });
  },

  /** The refresh token takes its access tokens with it. One that is not known any more is as good as withdrawn. */
  async revoke(io) {
    const { refreshToken, accessToken } = io.credential;
    await call(
      io,
      {
        method: 'POST',
        url: elsewhere(io.settings, API, REVOKE),
        body: { form: { token: refreshToken ?? accessToken } },
      },
      {
        schema: z.unknown(),
        visible: false,
        grants: true,
        failure: oauthFailure,
        accepts: ({ status, text }) => status === 400 && unknownToken.safeParse(parseJson(text)).success,
      },
    );
  },
};

const unknownToken = z.object({ error: z.enum(['invalid_token', 'invalid_grant']) });

/** The channel that a credential acts for; none where the person has no channel yet. */
export async function ownChannels(io: ApiIo): Promise<RemoteChannel[]> {
  const { items } = await dataApi(io, {
    method: 'GET',
    resource: 'channels',
    query: { part: 'snippet', mine: 'true', maxResults: '50' },
    schema: channelAnswer,
  });
  return items;
}

export const accountOf = ({ id, snippet: { title, customUrl } }: RemoteChannel) => ({
  remoteId: id,
  name: title,
  handle: customUrl?.replace(/^@/u, '') || title,
});

/** A fresh access token. Google gives no other refresh token, so that the old one is kept. */
export async function renewed(io: AdapterIo, app: Application): Promise<Credential | null> {
  const { refreshToken } = io.credential;
  if (!refreshToken) return null;
  const { data, response } = await askToken(io, app, {
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
  });
  return granted(response, { ...data, refreshLifetime: data.refresh_token_expires_in }, io.credential);
}

/** Asks the token endpoint. A refresh token has an end where the project is in testing: seven days. */
const askToken = (
  io: ConsentIo,
  { clientId, clientSecret }: Application,
  grant: Record<string, string>,
): Promise<Answer<z.infer<typeof tokenAnswer>>> =>
  call(
    io,
    {
      method: 'POST',
      url: elsewhere(io.settings, API, TOKEN),
      body: { form: { client_id: clientId, client_secret: clientSecret, ...grant } },
    },
    { schema: tokenAnswer, visible: false, grants: true, failure: oauthFailure },
  );
