import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { CACHED_FOR_MS } from '#lib/identity';
import { startApi, type TestApi } from '../support/api.js';
import { buildEstablishment, buildMember, signIn, type TestMember } from '../support/factories.js';
import { cookieOf, httpClient, type Schemas } from '../support/http.js';
import { until } from '../support/until.js';

/** Far below the time for which callers are cached: what is refused by then was announced. */
const AT_ONCE_MS = CACHED_FOR_MS / 2;

/** Two API processes' worth of server on one database: what is done through one must hold on the other. */
let here: TestApi;
let there: TestApi;
let admin: TestMember;
let owner: Client;

beforeAll(async () => {
  here = await startApi();
  there = await startApi({ DATABASE_URL: here.database.url });
  admin = await buildMember(here, 'admin');
  owner = new Client({ connectionString: here.database.url });
  await owner.connect();
});
afterAll(async () => {
  await owner?.end();
  await there?.close();
  await here?.close();
});

const me = async (api: TestApi, headers: Record<string, string>): Promise<number> =>
  (await httpClient(api.url, headers).get('/api/v1/me')).status;

/** Makes both processes remember a caller. */
const known = async (headers: Record<string, string>): Promise<void> => {
  expect([await me(here, headers), await me(there, headers)]).toEqual([200, 200]);
};
const refusedThere = (headers: Record<string, string>) =>
  until('the refusal', async () => (await me(there, headers)) === 401, AT_ONCE_MS);

async function makeKey(): Promise<{ id: string; headers: Record<string, string> }> {
  const { body } = await admin.http.post<{ key: { id: string }; secret: string }>('/api/v1/api-keys', {
    name: 'script',
    scopes: ['read'],
  });
  return { id: body.key.id, headers: { authorization: `Bearer ${body.secret}` } };
}

describe('what was taken away', () => {
  it('a key: is refused by the process that was asked, and by the others before they would have asked again', async () => {
    const { id, headers } = await makeKey();
    await known(headers);
    expect((await admin.http.delete(`/api/v1/api-keys/${id}`)).status).toBe(204);
    expect(await me(here, headers)).toBe(401);
    await refusedThere(headers);
  });

  it('a session: ended for good by signing out', async () => {
    const person = await buildMember(here, 'viewer', { organisation: admin.organisation });
    const answer = await here.anyone.post('/api/auth/sign-in/email', {
      email: person.email,
      password: person.password,
    });
    const cookie = cookieOf(answer.headers);
    await known({ cookie });
    expect((await httpClient(here.url, { cookie }).post('/api/auth/sign-out', {})).status).toBe(200);
    expect(await me(here, { cookie })).toBe(401);
    await refusedThere({ cookie });
  });

  it('a role, or all of them', async () => {
    const person = await buildMember(here, 'manager', { organisation: admin.organisation });
    const establishments = async (api: TestApi): Promise<number> => {
      const session = await signIn(api, person);
      await session.get('/api/v1/me');
      await admin.http.patch(`/api/v1/members/${person.id}`, { role: 'viewer' });
      return (await session.post('/api/v1/posts', { title: 'x' })).status;
    };
    expect(await establishments(here)).toBe(403);
    await admin.http.patch(`/api/v1/members/${person.id}`, { role: 'manager' });

    const session = await signIn(here, person);
    expect((await session.get('/api/v1/me')).status).toBe(200);
    expect((await admin.http.delete(`/api/v1/members/${person.id}`)).status).toBe(204);
    expect((await session.get('/api/v1/me')).status).toBe(403);
  });

  it('is refused at once even while nobody announces it', async () => {
    const { id, headers } = await makeKey();
    await known(headers);
    await owner.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'lineup-access'`,
    );
    await owner.query('DELETE FROM api_key WHERE id = $1', [id]);
    await until('the refusal', async () => (await me(here, headers)) === 401, AT_ONCE_MS);
    await refusedThere(headers);
  });
});

it('what was given is there at once: a role at another establishment', async () => {
  const person = await buildMember(here, 'viewer', { organisation: admin.organisation });
  const session = await signIn(here, person);
  const roles = async () => (await session.get<{ grants: object[] }>('/api/v1/me')).body.grants;
  expect(await roles()).toHaveLength(1);
  const establishment = await buildEstablishment(here, admin.organisation);
  const invited = await admin.http.post<Schemas['SentInvitation']>('/api/v1/members', {
    email: person.email,
    role: 'editor',
    establishmentId: establishment.id,
  });
  expect(await roles()).toHaveLength(1);
  const token = invited.body.link?.split('/').at(-1);
  expect((await session.post(`/api/v1/invitation-links/${token}/accept`, {})).status).toBe(204);
  expect(await roles()).toHaveLength(2);
});
