import { z } from 'zod';
import type { AdapterIo, Credential, RemoteAccount } from '../kit/adapter.js';
import { expiryFrom } from '../kit/expiry.js';
import type { PlatformResponse } from '../kit/http.js';
import { parseJson } from '../kit/json.js';
import { PlatformError } from '../kit/platform-error.js';
import { profileAnswer, sessionAnswer, tokensAnswer, type RemoteSession } from './schemas.js';
import { xrpc, type XrpcIo } from './xrpc.js';

/** Least that an access token lives, s, where it does not say. */
const ACCESS_S = 3_600;
/** Dates of tokens that are believed. */
const BELIEVED = { from: Date.parse('2020-01-01T00:00:00Z'), to: Date.parse('2100-01-01T00:00:00Z') };

/**
 * Begins a session with a handle and an app password. The password is not kept: the session is renewed from then on.
 * A server takes 30 sessions in five minutes and 300 a day of an account. Source: com.atproto.server.createSession.
 */
export async function signIn(
  io: AdapterIo,
  { login, password }: { login: string; password: string },
): Promise<Credential> {
  const { data, response } = await xrpc(
    // The password is a secret of this call, whatever its answer repeats.
    { ...io, credential: { accessToken: password } },
    {
      method: 'com.atproto.server.createSession',
      kind: 'procedure',
      body: { json: { identifier: identifierOf(login), password } },
      token: null,
      grants: true,
      schema: tokensAnswer,
    },
  );
  return credentialOf(data, response);
}

/** A handle as people copy it: with an `@` before it, and signs around it that nobody sees. */
const identifierOf = (login: string): string =>
  login
    .replace(/[\p{C}\s]/gu, '')
    .replace(/^@/u, '')
    .toLowerCase();

/**
 * The next session. The refresh token is used up; for two hours it gives the same successor again, so that a lost answer
 * is asked for anew. Source: com.atproto.server.refreshSession.
 */
export async function renewed(io: AdapterIo): Promise<Credential | null> {
  const { refreshToken } = io.credential;
  if (!refreshToken) return null;
  const { data, response } = await xrpc(io, {
    method: 'com.atproto.server.refreshSession',
    kind: 'procedure',
    token: refreshToken,
    grants: true,
    schema: tokensAnswer,
  });
  return credentialOf(data, response);
}

/** Ends the session. One that is over already has nothing left to end. Source: com.atproto.server.deleteSession. */
export async function signOut(io: AdapterIo): Promise<void> {
  const { refreshToken } = io.credential;
  if (!refreshToken) return;
  await xrpc(io, {
    method: 'com.atproto.server.deleteSession',
    kind: 'procedure',
    token: refreshToken,
    schema: z.unknown(),
    accepts: ({ status, text }) => status < 500 && endedAnswer.safeParse(parseJson(text)).success,
  });
}

const endedAnswer = z.object({ error: z.enum(['ExpiredToken', 'InvalidToken']) });

function credentialOf(
  { accessJwt, refreshJwt }: z.infer<typeof tokensAnswer>,
  response: PlatformResponse,
): Credential {
  const expiresAt = endOf(accessJwt) ?? expiryFrom(response, ACCESS_S);
  const refreshExpiresAt = endOf(refreshJwt);
  return {
    accessToken: accessJwt,
    refreshToken: refreshJwt,
    ...(expiresAt && { expiresAt }),
    ...(refreshExpiresAt && { refreshExpiresAt }),
  };
}

const claims = z.object({ exp: z.number() });

/** When a token ends, from its claims (RFC 7519, 4.1.4). */
function endOf(jwt: string): string | undefined {
  const [, payload = ''] = jwt.split('.');
  const parsed = claims.safeParse(parseJson(Buffer.from(payload, 'base64url').toString('utf8')));
  const at = (parsed.data?.exp ?? NaN) * 1_000;
  return at >= BELIEVED.from && at <= BELIEVED.to ? new Date(at).toISOString() : undefined;
}

/**
 * The session’s account. One that may not publish now is told apart from a credential that does not work.
 * @throws PlatformError
 */
export async function readSession(
  io: XrpcIo,
): Promise<{ session: RemoteSession; response: PlatformResponse }> {
  const { data: session, response } = await xrpc(io, {
    method: 'com.atproto.server.getSession',
    kind: 'query',
    schema: sessionAnswer,
  });
  if (session.active !== false) return { session, response };
  const isOwnChoice = session.status === undefined || session.status === 'deactivated';
  throw new PlatformError({
    ...(isOwnChoice
      ? { class: 'auth', hint: 'account_checkpoint' }
      : { class: 'permanent', hint: 'account_restricted' }),
    cause: 'account',
    code: `account_${session.status ?? 'inactive'}`,
    message: 'the account is not active',
    refused: true,
  });
}

/** The account with its name, and the server that its DID document names where another one was asked. */
export async function account(io: AdapterIo): Promise<RemoteAccount> {
  const { session } = await readSession(io);
  const server = serverOf(session);
  const name = await displayName(io, session.did);
  return {
    remoteId: session.did,
    name: name?.trim() || session.handle,
    handle: session.handle,
    ...(server !== null && server !== io.settings.origin && { server }),
  };
}

/** Origin of the account’s personal data server; null when the document names none with https. */
function serverOf({ did, didDoc }: RemoteSession): string | null {
  const ids = ['#atproto_pds', `${did}#atproto_pds`];
  const address = didDoc?.service.find((service) => service && ids.includes(service.id))?.serviceEndpoint;
  if (address === undefined || !URL.canParse(address)) return null;
  const { protocol, origin, username, password } = new URL(address);
  return protocol === 'https:' && !username && !password ? origin : null;
}

/** Names are in a record of the account, which need not exist. */
async function displayName(io: AdapterIo, repo: string): Promise<string | undefined> {
  try {
    const { data } = await xrpc(io, {
      method: 'com.atproto.repo.getRecord',
      kind: 'query',
      query: { repo, collection: 'app.bsky.actor.profile', rkey: 'self' },
      schema: profileAnswer,
    });
    return data.value.displayName;
  } catch (error) {
    if (error instanceof PlatformError && error.detail.code === 'RecordNotFound') return undefined;
    throw error;
  }
}
