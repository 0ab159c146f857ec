import { createHash, createHmac, randomBytes } from 'node:crypto';
import { Channel, sealCredential } from '#lib/channels';
import { Database } from '#lib/database';
import { ApiKey, AUTH, type Auth, Member, type Role } from '#lib/identity';
import { newId, Vault } from '#lib/kernel';
import { Establishment, Organisation } from '#lib/organisation';
import type { Platform } from '#lib/platforms';
import type { TestApi, TestSandbox } from './api.js';
import { cookieOf, type HttpClient, httpClient, type Schemas } from './http.js';

export interface TestOrganisation {
  id: string;
  /** Root of the tree of establishments. */
  rootId: string;
}

export interface TestMember {
  id: string;
  userId: string;
  email: string;
  role: Role;
  password: string;
  organisation: TestOrganisation;
  /** Speaks to the API as this person, with a session of theirs. */
  http: HttpClient;
  /** The same by an API key of theirs, within its scopes. */
  script: HttpClient;
}

const PASSWORD = 'four words make a password';
/** Unique in the whole run, so that what two tests make never collides. */
const unique = (): string => randomBytes(4).toString('hex');
const database = ({ app }: TestApi): Database => app.get(Database, { strict: false });

/** An organisation with its root establishment. */
export async function buildOrganisation(
  api: TestApi,
  over: Partial<Organisation> = {},
): Promise<TestOrganisation> {
  const [id, rootId, name] = [newId(), newId(), `Organisation ${unique()}`];
  await database(api).system(async (tx) => {
    await tx.insert(Organisation, { id, name, timeZone: 'Europe/Paris', ...over });
    await tx.insert(Establishment, {
      organisationId: id,
      id: rootId,
      parentId: null,
      path: [rootId],
      name,
      timeZone: 'Europe/Paris',
    });
  });
  return { id, rootId };
}

/** An establishment below the root. */
export async function buildEstablishment(
  api: TestApi,
  { id: organisationId, rootId }: TestOrganisation,
  name = `Establishment ${unique()}`,
) {
  const id = newId();
  await database(api).system((tx) =>
    tx.insert(Establishment, {
      organisationId,
      id,
      parentId: rootId,
      path: [rootId, id],
      name,
      timeZone: 'Europe/Paris',
    }),
  );
  return { id, name };
}

/** A person with a role, in an organisation that is made when none is given; at its root unless told otherwise. */
export async function buildMember(
  api: TestApi,
  role: Role,
  {
    organisation,
    establishmentId,
    scopes = ['read', 'posts', 'publish', 'media'],
    email = `${role}.${unique()}@test.example`,
  }: { organisation?: TestOrganisation; establishmentId?: string; scopes?: string[]; email?: string } = {},
): Promise<TestMember> {
  const home = organisation ?? (await buildOrganisation(api));
  const account = await buildAccount(api, email, `${role} ${unique()}`);
  const [id, key] = [newId(), `lineup_${randomBytes(30).toString('base64url')}`];
  await database(api).system(async (tx) => {
    await tx.insert(Member, {
      organisationId: home.id,
      id,
      userId: account.id,
      establishmentId: establishmentId ?? home.rootId,
      role,
    });
    await tx.insert(ApiKey, {
      organisationId: home.id,
      id: newId(),
      userId: account.id,
      name: 'test',
      prefix: key.slice(0, 12),
      hash: createHash('sha256').update(key).digest('hex'),
      scopes,
      expiresAt: new Date(Date.now() + 3_600_000),
      lastUsedAt: null,
    });
  });
  return {
    id,
    userId: account.id,
    email,
    role,
    password: PASSWORD,
    organisation: home,
    http: httpClient(api.url, { cookie: await sessionOf(api, account.id) }),
    script: httpClient(api.url, { authorization: `Bearer ${key}` }),
  };
}

let hashed: Promise<string> | null = null;

/** Everybody has the same password, which is costly to hash: once for all. */
async function buildAccount(api: TestApi, email: string, name: string): Promise<{ id: string }> {
  const auth = api.app.get<Auth>(AUTH, { strict: false });
  const { password } = await auth.$context;
  const hash = await (hashed ??= password.hash(PASSWORD));
  const id = newId();
  await auth.pool.query(
    `WITH made AS (
       INSERT INTO "user" (id, name, email, "emailVerified", "createdAt", "updatedAt")
       VALUES ($1, $2, $3, true, now(), now()) RETURNING id
     )
     INSERT INTO account (id, "accountId", "providerId", "userId", password, "createdAt", "updatedAt")
     SELECT $4, id, 'credential', id, $5, now(), now() FROM made`,
    [id, name, email.toLowerCase(), newId(), hash],
  );
  return { id };
}

/** The cookie of a new session, made without the cost of checking a password. */
async function sessionOf(api: TestApi, userId: string): Promise<string> {
  const context = await api.app.get<Auth>(AUTH, { strict: false }).$context;
  const { token } = await context.internalAdapter.createSession(userId);
  const signature = createHmac('sha256', context.secret).update(token).digest('base64');
  return `${context.authCookies.sessionToken.name}=${encodeURIComponent(`${token}.${signature}`)}`;
}

/** The same person with a session's cookie, as a browser has it. */
export async function signIn(api: TestApi, { email, password }: TestMember): Promise<HttpClient> {
  const answer = await api.anyone.post('/api/auth/sign-in/email', { email, password });
  if (answer.status !== 200) throw new Error(`sign-in answered ${answer.status}`);
  const cookie = cookieOf(answer.headers);
  return httpClient(api.url, { cookie });
}

/**
 * A connected account; with a sandbox, one that really exists there.
 * @returns with the account's id in the sandbox as `remoteId`; the channel has the one that its network knows it by
 */
export async function buildChannel(
  api: TestApi,
  { id: organisationId, rootId }: TestOrganisation,
  platform: Platform,
  { sandbox, establishmentId }: { sandbox?: TestSandbox; establishmentId?: string } = {},
): Promise<{ id: string; remoteId: string; platform: Platform }> {
  const name = `${platform} ${unique()}`;
  const account = sandbox?.control.createAccount({ platform, name, handle: `up_${unique()}` });
  const [id, remoteId] = [newId(), account?.id ?? String(parseInt(unique(), 16))];
  const credential = sealCredential(api.app.get(Vault, { strict: false }), organisationId, id, {
    accessToken: account?.token ?? 'a-token-of-nobody',
    ...(account ? { refreshToken: account.refreshToken } : {}),
  });
  await database(api).system((tx) =>
    tx.insert(Channel, {
      organisationId,
      id,
      establishmentId: establishmentId ?? rootId,
      platform,
      remoteId: account?.remoteId ?? remoteId,
      name,
      handle: account?.handle ?? 'up',
      timeZone: 'Europe/Paris',
      state: 'connected',
      baselinePlacement: 'end',
      credential,
    }),
  );
  return { id, remoteId, platform };
}

/** A draft on the given channels, written by that person. */
export async function buildPost(
  author: TestMember,
  { channelIds = [], ...fields }: { channelIds?: string[] } & Record<string, unknown> = {},
): Promise<Schemas['Post']> {
  const answer = await author.http.post<Schemas['Post']>('/api/v1/posts', {
    title: `Post ${unique()}`,
    text: 'Parlons solutions, samedi à 15 h.',
    channelIds,
    ...fields,
  });
  if (answer.status !== 201) throw new Error(`${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}
