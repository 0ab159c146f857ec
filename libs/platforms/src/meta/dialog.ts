import { z } from 'zod';
import type { Credential, PlatformSettings } from '../kit/adapter.js';
import { call } from '../kit/call.js';
import { asNobody, pageOf, plainCode } from '../kit/consent-page.js';
import type { Application, ConsentAnswer, ConsentAsk, ConsentIo } from '../kit/consent.js';
import { elsewhere } from '../kit/elsewhere.js';
import { accessToken, lifetime } from '../kit/expiry.js';
import { granted } from '../kit/granted.js';
import { requireScopes } from '../kit/scopes.js';
import { type FailureTable, graphFailureIn } from './errors.js';
import { graph, graphList } from './graph.js';

/** Facebook Login. Source: Meta, Facebook Login, manual flow and long-lived tokens. */
export const FACEBOOK_GRAPH = 'https://graph.facebook.com';

const tokenAnswer = z.object({ access_token: accessToken, expires_in: lifetime });
const permission = z.object({ permission: z.string(), status: z.string().catch('') });

/** Address of the dialog. */
export const dialog = (
  settings: PlatformSettings,
  scopes: readonly string[],
  { clientId, redirectUri, state }: ConsentAsk,
): string =>
  pageOf(elsewhere(settings, FACEBOOK_GRAPH, `https://www.facebook.com/${settings.version}/dialog/oauth`), {
    client_id: clientId,
    redirect_uri: redirectUri,
    state,
    response_type: 'code',
    scope: scopes.join(','),
  });

/** The person's long-lived token: pages' tokens that come from it do not end. @throws PlatformError */
export async function longLived(
  io: ConsentIo,
  { clientId, clientSecret }: Application,
  { code, redirectUri }: ConsentAnswer,
  scopes: readonly string[],
  codes: FailureTable,
): Promise<Credential> {
  const app = { client_id: clientId, client_secret: clientSecret };
  const short = await token(io, { ...app, redirect_uri: redirectUri, code: plainCode(code) }, codes);
  const long = await token(
    io,
    { ...app, grant_type: 'fb_exchange_token', fb_exchange_token: short.accessToken },
    codes,
  );
  const { data } = await graph(
    asNobody(io, long),
    { method: 'GET', path: '/me/permissions', schema: graphList(permission), list: true },
    codes,
  );
  requireScopes(
    scopes,
    data.data.filter(({ status }) => status === 'granted').map((one) => one.permission),
    { silence: 'none' },
  );
  return long;
}

async function token(io: ConsentIo, form: Record<string, string>, codes: FailureTable): Promise<Credential> {
  const { data, response } = await call(
    io,
    {
      method: 'POST',
      url: `${io.settings.origin}/${io.settings.version}/oauth/access_token`,
      body: { form },
    },
    {
      schema: tokenAnswer,
      visible: false,
      grants: true,
      failure: graphFailureIn(codes),
    },
  );
  return granted(response, data);
}
