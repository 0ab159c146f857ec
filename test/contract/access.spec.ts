import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ChannelConsent, ChannelLink } from '#lib/channels';
import { Database } from '#lib/database';
import { newId } from '#lib/kernel';
import { Notification } from '#lib/notifications';
import { API_SCOPES, type ApiScope, ROLES, type Role } from '#lib/identity';
import { startApi, startSandbox, type TestApi, type TestSandbox } from '../support/api.js';
import {
  buildChannel,
  buildEstablishment,
  buildMember,
  buildOrganisation,
  buildPost,
  signIn,
  type TestMember,
} from '../support/factories.js';
import type { Answer, HttpClient, Problem, Schemas } from '../support/http.js';
import { addressOf, type Operation, operations } from '../support/operations.js';

let api: TestApi;
let sandbox: TestSandbox;
const members = {} as Record<Role, TestMember>;
let stranger: TestMember;
/** Ids of our own things, by the noun in the route. */
const ours: Record<string, string> = {};

const closed = operations.filter(({ role }) => role !== 'public');
const byId = closed.filter(({ pathParameters }) => pathParameters.includes('id'));
const nameOf = ({ method, path }: Operation): string => `${method} ${path}`;
const cases = (list: Operation[]): [string, Operation][] => list.map((o) => [nameOf(o), o]);

/** `/api/v1/posts/{id}/submit` → `posts`. */
const nounOf = ({ path }: Operation): string => /\/v1\/(.+?)\/\{id\}/.exec(path)?.[1] ?? '';

async function call(
  http: HttpClient,
  operation: Operation,
  values: Record<string, string> = {},
): Promise<Answer<Problem>> {
  const address = addressOf(operation, { id: newId(), ...values });
  if (operation.upload) {
    const form = new FormData();
    form.set('file', new Blob(['not really a picture']), 'x.png');
    return http.send(operation.method, address, form);
  }
  if (operation.body === undefined) return http.send(operation.method, address);
  return http.send(operation.method, address, JSON.stringify(operation.body), {
    'content-type': 'application/json',
  });
}

beforeAll(async () => {
  sandbox = await startSandbox();
  api = await startApi(sandbox.env);
  const organisation = await buildOrganisation(api);
  for (const role of ROLES) members[role] = await buildMember(api, role, { organisation });
  stranger = await buildMember(api, 'admin');
  const { http } = members.admin;
  const channel = await buildChannel(api, organisation, 'facebook', { sandbox });
  const post = await buildPost(members.editor, {
    channelIds: [channel.id],
    schedule: { localTime: '2031-05-05T09:00', timeZone: 'Europe/Paris' },
  });
  const submitted = await http.post<Schemas['Post']>(`/api/v1/posts/${post.id}/submit`, {});
  await http.post(`/api/v1/posts/${post.id}/approve`, { revisionHash: submitted.body.revision?.hash });
  const publications = await http.get<Schemas['PublicationPage']>(`/api/v1/posts/${post.id}/publications`);
  const format = await http.post<Schemas['Format']>('/api/v1/brand/formats', {
    key: 'up-test',
    name: 'Up test',
    mark: 'UT',
    tint: '#aabbcc',
    baseline: 'Up test, parlons tests',
    validFrom: '2020-01-01',
  });
  const key = await http.post<Schemas['CreatedApiKey']>('/api/v1/api-keys', { name: 'k', scopes: ['read'] });
  const png = await import('sharp').then(({ default: sharp }) =>
    sharp({ create: { width: 640, height: 640, channels: 3, background: 'orange' } })
      .png()
      .toBuffer(),
  );
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(png)], { type: 'image/png' }), 'orange.png');
  const medium = await http.send<Schemas['Media']>('POST', '/api/v1/media', form);
  const invited = await http.post<Schemas['SentInvitation']>('/api/v1/members', {
    email: 'somebody@test.example',
    role: 'viewer',
    establishmentId: organisation.rootId,
  });
  const sessions = await http.get<Schemas['SessionPage']>('/api/v1/me/sessions');
  const passkey = newId();
  await api.app
    .get(Database, { strict: false })
    .query(
      `INSERT INTO auth.passkey (id, user_id, name, credential_id, public_key, counter, transports) VALUES ($1, $2, 'k', 'c', '', 0, '{}')`,
      [passkey, members.admin.userId],
    );
  const notification = newId();
  await api.app.get(Database, { strict: false }).system((tx) =>
    tx.insert(Notification, {
      organisationId: organisation.id,
      id: notification,
      userId: members.admin.userId,
      kind: 'publication.overdue',
      incident: 'publication.overdue',
      facts: {},
      inApp: true,
      mail: 'none',
    }),
  );
  const consent = newId();
  await api.app.get(Database, { strict: false }).inOrganisation(organisation.id, (tx) =>
    tx.insert(ChannelConsent, {
      organisationId: organisation.id,
      id: consent,
      askedBy: members.admin.userId,
      platform: 'facebook',
      stateHash: 'of the state',
      sealed: '',
      expiresAt: new Date('2031-05-05T09:00:00Z'),
    }),
  );
  const link = newId();
  await api.app.get(Database, { strict: false }).inOrganisation(organisation.id, (tx) =>
    tx.insert(ChannelLink, {
      organisationId: organisation.id,
      id: link,
      establishmentId: organisation.rootId,
      platform: 'facebook',
      tokenHash: 'of the link',
      madeBy: members.admin.userId,
      expiresAt: new Date('2031-05-05T09:00:00Z'),
    }),
  );
  Object.assign(ours, {
    'channels/links': link,
    'channels/consents': consent,
    notifications: notification,
    posts: post.id,
    publications: publications.body.items[0]?.id,
    channels: channel.id,
    members: members.viewer.id,
    establishments: (await buildEstablishment(api, organisation)).id,
    'brand/formats': format.body.id,
    'api-keys': key.body.key.id,
    media: medium.body.id,
    invitations: invited.body.invitation.id,
    'me/sessions': sessions.body.items[0]?.id,
    'me/passkeys': passkey,
  });
});
afterAll(async () => {
  await api.close();
  await sandbox.close();
});

describe('without a session', () => {
  it.each(cases(closed))('%s answers 401', async (_, operation) => {
    const answer = await call(api.anyone, operation);
    expect([answer.status, answer.body.code]).toEqual([401, 'unauthenticated']);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });
});

describe('with a role that is too weak', () => {
  const weaker = closed.filter(({ role }) => role !== 'viewer');
  it.each(cases(weaker))('%s answers 403', async (_, operation) => {
    const role = ROLES[ROLES.indexOf(operation.role as Role) + 1] as Role;
    const answer = await call(members[role].http, operation, { id: ours[nounOf(operation)] ?? newId() });
    expect([role, answer.status, answer.body.code]).toEqual([role, 403, 'forbidden']);
  });

  it('a key that may only read changes nothing', async () => {
    const reader = await buildMember(api, 'admin', { scopes: ['read'] });
    for (const operation of closed.filter(({ method }) => method !== 'GET')) {
      expect([nameOf(operation), (await call(reader.script, operation)).status]).toEqual([
        nameOf(operation),
        403,
      ]);
    }
    expect((await reader.script.get('/api/v1/me')).status).toBe(200);
  });
});

describe('an API key', () => {
  it.each(API_SCOPES)(
    'without the scope %s opens nothing that needs it, nor what no key may do',
    async (scope) => {
      const others: ApiScope[] = API_SCOPES.filter((other) => other !== scope);
      const { script } = await buildMember(api, 'admin', { scopes: others });
      for (const operation of closed.filter((o) => o.scope === scope || o.scope === 'session')) {
        const answer = await call(script, operation);
        expect([nameOf(operation), answer.status, answer.body.code]).toEqual([
          nameOf(operation),
          403,
          'forbidden',
        ]);
      }
    },
  );

  it('makes no keys, no members and no administrators, whatever it was given', async () => {
    const admin = await buildMember(api, 'admin', { scopes: [...API_SCOPES] });
    const { script, organisation, id } = admin;
    const member = {
      email: 'm@test.example',
      name: 'M',
      role: 'admin',
      establishmentId: organisation.rootId,
    };
    const tried = [
      await script.post('/api/v1/api-keys', { name: 'k', scopes: ['read'] }),
      await script.get('/api/v1/api-keys'),
      await script.post('/api/v1/members', member),
      await script.patch(`/api/v1/members/${id}`, { role: 'admin' }),
      await script.delete(`/api/v1/members/${id}`),
    ];
    expect(tried.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
  });

  it('may not do with all scopes what its person may not', async () => {
    const { script } = await buildMember(api, 'viewer', { scopes: [...API_SCOPES] });
    for (const operation of closed.filter(({ role, method }) => role !== 'viewer' && method !== 'GET')) {
      expect([nameOf(operation), (await call(script, operation)).status]).toEqual([nameOf(operation), 403]);
    }
  });

  it('is told beside its person by the audit log', async () => {
    const admin = await buildMember(api, 'admin', { scopes: ['posts'] });
    const { body } = await admin.script.post<Schemas['Post']>('/api/v1/posts', { title: 'by key' });
    const { items } = (await admin.http.get<Schemas['AuditPage']>(`/api/v1/audit-log?subjectId=${body.id}`))
      .body;
    expect(items).toMatchObject([
      { actorId: admin.userId, actorEmail: admin.email, apiKey: { name: 'test' } },
    ]);
  });
});

describe('with an id of another organisation', () => {
  it.each(cases(byId))('%s answers 404, as for an id that names nothing', async (_, operation) => {
    const id = ours[nounOf(operation)];
    expect([nounOf(operation), typeof id]).toEqual([nounOf(operation), 'string']);
    const [foreign, unknown] = [
      await call(stranger.http, operation, { id: id ?? '' }),
      await call(stranger.http, operation, { id: newId() }),
    ];
    expect([foreign.status, foreign.body.code]).toEqual([404, 'not_found']);
    expect({ ...foreign.body, instance: '' }).toEqual({ ...unknown.body, instance: '' });
  });

  it.each(cases(byId))('%s answers 404 for what is no id', async (_, operation) => {
    expect((await call(members.admin.http, operation, { id: "1' OR '1'='1" })).status).toBe(404);
  });
});

describe('a browser’s session', () => {
  it('opens what a key opens, and no change that comes from another site', async () => {
    const http = await signIn(api, members.editor);
    expect((await http.get<Schemas['Me']>('/api/v1/me')).body.role).toBe('editor');
    const evil = await http.post('/api/v1/posts', { title: 'x' }, { origin: 'https://evil.example' });
    expect([evil.status, evil.body.code]).toEqual([403, 'origin_refused']);
    expect((await http.post('/api/v1/posts', { title: 'x' }, { origin: api.url })).status).toBe(201);
  });

  it('is not given for a wrong password, nor made by signing up', async () => {
    const { email } = members.editor;
    const wrong = { email, password: 'wrong password' };
    const refused = await api.anyone.post('/api/auth/sign-in/email', wrong, { 'accept-language': 'fr' });
    expect([refused.status, refused.body]).toMatchObject([401, { code: 'sign_in_refused', status: 401 }]);
    const account = { email: 'new@test.example', password: 'long enough, surely', name: 'New' };
    expect((await api.anyone.post('/api/auth/sign-up/email', account)).status).toBeGreaterThanOrEqual(400);
  });
});
