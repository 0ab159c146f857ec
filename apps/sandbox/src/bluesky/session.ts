import type { Account } from '../core/accounts.js';
import type { Admitted, Call, Reply } from '../core/exchange.js';
import { secret } from '../core/ids.js';
import { didOf } from './ids.js';
import { blueskyError, invalid } from './network.js';
import type { Bluesky } from './store.js';

const ACCESS_S = 7_200;
const REFRESH_S = 90 * 86_400;
const HEADER = Buffer.from('{"typ":"at+jwt","alg":"HS256"}').toString('base64url');

/** How the sandbox’s tokens begin before a session was renewed: a token of no known end. */
export const TOKEN_PREFIX = `${HEADER}.eyJzYW5kYm94IjoxfQ.`;

/** A token that tells its end, as the network’s do. */
function jwt(scope: string, did: string, now: number, lifeS: number): string {
  const iat = Math.floor(now / 1_000);
  const payload = JSON.stringify({ scope, sub: did, iat, exp: iat + lifeS });
  return secret(`${HEADER}.${Buffer.from(payload).toString('base64url')}.`);
}

/** The account of the refresh token that a call is made with, used or not. */
export const byRefreshToken = (bluesky: Bluesky) => (call: Call) => {
  const used = bluesky.usedTokens.get(call.token ?? '');
  const accounts = bluesky.sandboxState.accounts.list('bluesky');
  return accounts.find(({ id, refreshToken }) => refreshToken === call.token || used?.account === id) ?? null;
};

/** The account that a person signs in as. */
export const byIdentifier = (bluesky: Bluesky) => (call: Call) =>
  bluesky.accountOf(call.params.get('identifier') ?? '') ?? null;

/**
 * `createSession`: a password for applications is the account’s option `appPassword`; without one, its token is. A new
 * session takes the place of the one before, because an account here has one.
 */
export function createSession(bluesky: Bluesky, call: Call): Reply {
  const { account, params } = call;
  const wanted = account?.options.appPassword ?? account?.token;
  if (!account || params.get('password') !== wanted) {
    throw blueskyError(401, 'AuthenticationRequired', 'Invalid identifier or password');
  }
  if (account.options.secondFactor === true) {
    throw blueskyError(401, 'AuthFactorTokenRequired', 'A sign in code has been sent to your email address');
  }
  return { status: 200, body: { ...renew(bluesky, account, call), ...about(account, call) } };
}

/** `refreshSession`: another pair. For some time the token that was used gives that pair again. */
export function refreshSession(bluesky: Bluesky, call: Call): Reply {
  const { account, arrivedAt } = call;
  if (!account || account.tokenState === 'revoked') {
    throw blueskyError(400, 'InvalidToken', 'Token could not be verified');
  }
  const used = bluesky.usedTokens.get(call.token ?? '');
  if (used && arrivedAt > used.usedAt + bluesky.settings.graceS * 1_000) {
    throw blueskyError(400, 'ExpiredToken', 'Token has been revoked');
  }
  const pair = used ? { accessJwt: used.access, refreshJwt: used.refresh } : renew(bluesky, account, call);
  return { status: 200, body: { ...pair, ...about(account, call) } };
}

function renew(bluesky: Bluesky, account: Account, { token, arrivedAt }: Call) {
  const did = didOf(account.id);
  const pair = {
    accessJwt: jwt('com.atproto.appPass', did, arrivedAt, ACCESS_S),
    refreshJwt: jwt('com.atproto.refresh', did, arrivedAt, REFRESH_S),
  };
  if (token === account.refreshToken) {
    const [access, refresh] = [pair.accessJwt, pair.refreshJwt];
    bluesky.usedTokens.put({ token, account: account.id, access, refresh, usedAt: arrivedAt });
  }
  bluesky.sandboxState.accounts.patch(account, {
    token: pair.accessJwt,
    refreshToken: pair.refreshJwt,
    tokenState: 'ok',
  });
  return pair;
}

/** `deleteSession`, with the refresh token. */
export function deleteSession(bluesky: Bluesky, { account }: Call): Reply {
  if (!account || account.tokenState === 'revoked') {
    throw blueskyError(400, 'InvalidToken', 'Token could not be verified');
  }
  bluesky.sandboxState.accounts.patch(account, { tokenState: 'revoked' });
  return { status: 200 };
}

/** `getSession`. */
export const getSession = (_bluesky: Bluesky, call: Admitted): Reply => ({
  status: 200,
  body: about(call.account, call),
});

/** `resolveHandle`. */
export function resolveHandle(bluesky: Bluesky, call: Call): Reply {
  const account = bluesky.accountOf(call.params.get('handle') ?? '');
  if (!account) throw invalid('Unable to resolve handle');
  return { status: 200, body: { did: didOf(account.id) } };
}

/** The account, with the document that says which server it lives on: the option `server`, else this one. */
function about({ id, handle, options }: Account, { origin }: Call) {
  const did = didOf(id);
  const endpoint = typeof options.server === 'string' ? options.server : `${origin}/bluesky`;
  return {
    did,
    handle,
    didDoc: {
      id: did,
      alsoKnownAs: [`at://${handle}`],
      service: [{ id: '#atproto_pds', type: 'AtprotoPersonalDataServer', serviceEndpoint: endpoint }],
    },
    email: 'sandbox@example.org',
    emailConfirmed: true,
    active: options.deactivated !== true,
    ...(options.deactivated === true ? { status: 'deactivated' } : {}),
  };
}
