import { secret } from '../core/ids.js';
import type { Call, Reply } from '../core/exchange.js';
import { invalid } from './network.js';
import type { Mastodon } from './store.js';

/** How ids of registered applications begin: one that this server never gave is somebody's who made it by hand. */
const REGISTERED = 'app-';

/** `POST /api/v1/apps`: for everybody. */
export function register(mastodon: Mastodon, { params }: Call): Reply {
  const redirect = params.get('redirect_uris') ?? '';
  if (!params.get('client_name')) throw invalid('Le nom ne peut pas être vide');
  if (!URL.canParse(redirect)) throw invalid('L’adresse de redirection doit être une URI valide');
  const application = mastodon.applications.put({ id: secret(REGISTERED), secret: secret('secret-') });
  return {
    status: 200,
    body: {
      name: params.get('client_name'),
      redirect_uri: redirect,
      redirect_uris: [redirect],
      client_id: application.id,
      client_secret: application.secret,
    },
  };
}

function isApplication(mastodon: Mastodon, { params }: Call): boolean {
  const id = params.get('client_id') ?? '';
  const known = mastodon.applications.get(id);
  return known ? known.secret === params.get('client_secret') : id !== '' && !id.startsWith(REGISTERED);
}

/** `POST /oauth/token`: a code, or the application for itself. A token neither ends nor is renewed. */
export function token(mastodon: Mastodon, call: Call): Reply {
  const { params } = call;
  if (!isApplication(mastodon, call)) {
    return refused(401, 'invalid_client', 'L’authentification du client a échoué');
  }
  const given = { token_type: 'Bearer', created_at: Math.floor(call.arrivedAt / 1_000) };
  if (params.get('grant_type') === 'client_credentials') {
    const body = {
      ...given,
      access_token: secret('of-the-application-'),
      scope: params.get('scope') ?? 'read',
    };
    return { status: 200, body };
  }
  const agreed = mastodon.sandboxState.consents.redeem('mastodon', params, call.arrivedAt);
  const [own] = agreed?.accounts ?? [];
  if (!agreed || !own) return refused(400, 'invalid_grant', 'L’autorisation fournie n’est pas valable');
  return { status: 200, body: { ...given, access_token: own.token, scope: agreed.scopes.join(' ') } };
}

/** The account of the token that is withdrawn. */
export const byToken = (mastodon: Mastodon) => (call: Call) =>
  mastodon.sandboxState.accounts.byToken('mastodon', call.params.get('token') ?? '') ?? null;

/** `POST /oauth/revoke`, as often as it is asked. */
export function revoke(mastodon: Mastodon, call: Call): Reply {
  if (!isApplication(mastodon, call)) {
    return refused(403, 'unauthorized_client', 'Ce client n’est pas autorisé');
  }
  if (call.account) mastodon.sandboxState.accounts.patch(call.account, { tokenState: 'revoked' });
  return { status: 200, body: {} };
}

const refused = (status: number, error: string, description: string): Reply => ({
  status,
  body: { error, error_description: description },
});
