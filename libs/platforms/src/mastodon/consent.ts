import { z } from 'zod';
import { call } from '../kit/call.js';
import { asNobody, pageOf } from '../kit/consent-page.js';
import type { Application, Consent, ConsentIo } from '../kit/consent.js';
import type { PlatformResponse } from '../kit/http.js';
import { oauthFailure } from '../kit/oauth.js';
import { PlatformError } from '../kit/platform-error.js';
import { requireScopes, scopesIn } from '../kit/scopes.js';
import { mastodonFailure } from './errors.js';
import { applicationAnswer, tokenAnswer } from './schemas.js';
import { readLimits, readMe } from './server.js';

/** Statuses are also read: after a lost answer, the post is looked for among them. */
const SCOPES = ['read:accounts', 'read:statuses', 'write:statuses', 'write:media'];

/** Connecting by the page of the account's own server, with which Lineup registers by itself. Source: Mastodon API, OAuth. */
export const consent: Consent = {
  scopes: SCOPES,

  async register(io, redirectUri) {
    const { data } = await post(io, '/api/v1/apps', applicationAnswer, {
      client_name: 'Lineup',
      redirect_uris: redirectUri,
      scopes: SCOPES.join(' '),
    });
    return { clientId: data.client_id, clientSecret: data.client_secret };
  },

  /** Servers before 4.3 sweep applications that nobody used. */
  async knows(io, app) {
    try {
      const form = { ...named(app), grant_type: 'client_credentials', scope: 'read:accounts' };
      await post(io, '/oauth/token', z.unknown(), form);
      return true;
    } catch (error) {
      return !(error instanceof PlatformError && error.detail.code === 'invalid_client');
    }
  },

  page: ({ origin }, ask) =>
    pageOf(`${origin}/oauth/authorize`, {
      response_type: 'code',
      client_id: ask.clientId,
      redirect_uri: ask.redirectUri,
      scope: SCOPES.join(' '),
      state: ask.state,
      // From 4.3 on; older servers take no notice.
      code_challenge: ask.challenge,
      code_challenge_method: 'S256',
    }),

  async exchange(io, app, { code, redirectUri, verifier }) {
    const { data } = await post(io, '/oauth/token', tokenAnswer, {
      ...named(app),
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      code_verifier: verifier,
    });
    requireScopes(SCOPES, within(scopesIn(data.scope)));
    return { accessToken: data.access_token };
  },

  /** One account a consent: the person's own. */
  async accounts(io, credential) {
    const asked = asNobody(io, credential);
    const account = await readMe(asked);
    const limits = await readLimits(asked);
    return [{ ...account, ...(limits && { limits }), credential }];
  },

  async revoke(io, app) {
    await post(io, '/oauth/revoke', z.unknown(), { ...named(app), token: io.credential.accessToken });
  },
};

const named = ({ clientId, clientSecret }: Application) => ({
  client_id: clientId,
  client_secret: clientSecret,
});

/** Rights as they were granted, where a whole kind also means each right of it. */
const within = (granted: readonly string[]): string[] => [
  ...granted,
  ...SCOPES.filter((scope) => granted.includes(scope.split(':')[0] ?? '')),
];

/** Refusals of the token endpoint have names; those of a server that is busy, or asks to wait, do not. */
const isGrantRefusal = (path: string, { status }: PlatformResponse): boolean =>
  path.startsWith('/oauth/') && [400, 401, 403].includes(status);

/** A call without an account, whose answer has secrets. @throws PlatformError */
function post<T>(io: ConsentIo, path: string, schema: z.ZodType<T>, form: Record<string, string>) {
  const request = { method: 'POST', url: `${io.settings.origin}${path}`, body: { form } } as const;
  return call(io, request, {
    schema,
    visible: false,
    grants: true,
    failure: (response, body) =>
      (isGrantRefusal(path, response) ? oauthFailure(response, body) : null) ??
      mastodonFailure(response, body),
  });
}
