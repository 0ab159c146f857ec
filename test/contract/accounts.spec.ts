import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { Database } from '#lib/database';
import { AUTH, type Auth } from '#lib/identity';
import { OPERATOR, startApi, type TestApi } from '../support/api.js';
import { buildEstablishment, buildMember, signIn, type TestMember } from '../support/factories.js';
import { cookieOf, httpClient, type HttpClient, type Schemas } from '../support/http.js';

let api: TestApi;
let admin: TestMember;
const sql = <T extends object>(text: string, values: unknown[] = []): Promise<T[]> =>
  api.app.get(Database, { strict: false }).query<T>(text, values);

beforeAll(async () => {
  api = await startApi();
  admin = await buildMember(api, 'admin');
});
afterAll(() => api.close());

const enter = (email: string, password: string, headers: Record<string, string> = {}) =>
  api.anyone.post<{ twoFactorRedirect?: boolean }>('/api/auth/sign-in/email', { email, password }, headers);
const log = async (http: HttpClient) =>
  (await http.get<Schemas['SecurityPage']>('/api/v1/me/security-log')).body.items.map(({ kind }) => kind);

describe('names cannot be forged: an editor took the manager’s by auth/update-user', () => {
  it('every route of better-auth that is not used is closed, to everyone', async () => {
    const editor = await buildMember(api, 'editor', { organisation: admin.organisation });
    const session = await signIn(api, editor);
    const endpoints = Object.values(api.app.get<Auth>(AUTH, { strict: false }).api as object)
      .map((endpoint: { path?: string; options?: { method?: string | string[] } }) => endpoint)
      .filter(({ path }) => typeof path === 'string');
    expect(endpoints.length).toBeGreaterThan(30);
    const open = new Set([
      '/sign-in/email',
      '/sign-out',
      '/two-factor/verify-totp',
      '/two-factor/verify-backup-code',
    ]);
    for (const { path = '', options } of endpoints) {
      if (open.has(path)) continue;
      for (const method of [options?.method ?? 'POST'].flat().filter((m) => m !== '*')) {
        const address = `/api/auth${path.replace(/:\w+/g, 'x')}`;
        const answer = await session.send(
          method,
          address,
          method === 'GET' ? undefined : '{"name":"Nadia"}',
          {
            'content-type': 'application/json',
            origin: api.url,
          },
        );
        expect([method, path, answer.status]).toEqual([method, path, 404]);
      }
    }
    for (const path of [
      '/update-user/',
      '//update-user',
      '/%75pdate-user',
      '/sign-out/../update-user',
      '/x',
      '',
    ]) {
      const answer = await session.post(`/api/auth${path}`, { name: 'Nadia' });
      expect([path, [404, 401].includes(answer.status)]).toEqual([path, true]);
    }
    expect((await session.get<Schemas['Me']>('/api/v1/me')).body.user.name).toMatch(/^editor/);
  });

  it('a person changes their own, and the history tells the one before, with account and address', async () => {
    const editor = await buildMember(api, 'editor', { organisation: admin.organisation });
    const before = (await editor.http.get<Schemas['Me']>('/api/v1/me')).body.user.name;
    expect((await editor.http.patch('/api/v1/me', { name: '  Zoé   Ménard ' })).status).toBe(204);
    expect((await editor.http.get<Schemas['Me']>('/api/v1/me')).body.user.name).toBe('Zoé Ménard');
    const { items } = (await admin.http.get<Schemas['AuditPage']>('/api/v1/audit-log')).body;
    expect(items.find(({ action }) => action === 'account.renamed')).toMatchObject({
      actorId: editor.userId,
      actorEmail: editor.email,
      apiKey: null,
      detail: { from: before, to: 'Zoé Ménard' },
    });
    expect(await log(editor.http)).toContain('renamed');
    expect((await editor.script.patch('/api/v1/me', { name: 'By a key' })).status).toBe(403);
  });

  it.each([
    ['nothing', ''],
    ['spaces', ' \u00a0 '],
    ['what is not seen', 'Na\u200bdia'],
    ['a turn of direction', 'Nadia\u202egro'],
    ['a control character', 'Nadia\u0007'],
    ['a NUL', 'Na\u0000dia'],
    ['half a character', 'Nadia\ud800'],
    ['too much', 'x'.repeat(121)],
    ['a member that is none of it', undefined],
  ])('a name with %s is refused', async (_, name) => {
    const editor = await buildMember(api, 'editor', { organisation: admin.organisation });
    const answer = await editor.http.patch('/api/v1/me', name === undefined ? { image: 'x' } : { name });
    expect([answer.status, answer.body.errors?.length ?? 0]).toEqual([422, expect.any(Number)]);
  });

  it.each(['Nadia Benali', 'nadia  benali', 'Nàdia Bénali', 'Nаdiа Веnali', 'NADIA-BENALI', 'Nadia BenaIi'])(
    'a colleague’s name is not taken, however it is written: %s',
    async (name) => {
      const home = await buildMember(api, 'admin');
      const nadia = await buildMember(api, 'manager', { organisation: home.organisation });
      expect((await nadia.http.patch('/api/v1/me', { name: 'Nadia Benali' })).status).toBe(204);
      const editor = await buildMember(api, 'editor', { organisation: home.organisation });
      const answer = await editor.http.patch('/api/v1/me', { name });
      expect([answer.status, answer.body.code]).toEqual([409, 'name_taken']);
    },
  );
});

describe('passwords', () => {
  it.each([
    ['short', 'court', 'password_short'],
    ['common', 'leavemealone', 'password_common'],
    ['the address', 'EMAIL', 'password_like_you'],
  ])('refused: %s', async (_, newPassword, code) => {
    const person = await buildMember(api, 'viewer');
    const answer = await person.http.post('/api/v1/me/password', {
      currentPassword: person.password,
      newPassword: newPassword === 'EMAIL' ? person.email : newPassword,
    });
    expect([answer.status, answer.body.errors?.[0]]).toMatchObject([422, { path: 'newPassword', code }]);
  });

  it('change with the current one; other sessions end, this one stays', async () => {
    const person = await buildMember(api, 'viewer');
    const other = await signIn(api, person);
    const wrong = await person.http.post('/api/v1/me/password', {
      currentPassword: 'not the password',
      newPassword: 'something else entirely',
    });
    expect([wrong.status, wrong.body.errors?.[0]?.code]).toEqual([422, 'password_wrong']);
    const right = await person.http.post('/api/v1/me/password', {
      currentPassword: person.password,
      newPassword: 'something else entirely',
    });
    expect(right.status).toBe(204);
    expect([(await person.http.get('/api/v1/me')).status, (await other.get('/api/v1/me')).status]).toEqual([
      200, 401,
    ]);
    expect((await enter(person.email, person.password)).status).toBe(401);
    expect((await enter(person.email, 'something else entirely')).status).toBe(200);
  });

  it('guesses at the current one are counted, by account', async () => {
    const person = await buildMember(api, 'viewer');
    const guess = () =>
      person.http.post('/api/v1/me/password', {
        currentPassword: 'a guess',
        newPassword: 'something else entirely',
      });
    const statuses = [];
    for (let i = 0; i < 12; i++) statuses.push((await guess()).status);
    expect(statuses).toEqual([...Array<number>(10).fill(422), 429, 429]);
  });

  it('the first one, which somebody else knows, must change before anything else', async () => {
    const person = await buildMember(api, 'admin');
    await sql(`UPDATE auth."user" SET "mustChangePassword" = true WHERE id = $1`, [person.userId]);
    const session = await signIn(api, person);
    const refused = await session.get('/api/v1/posts');
    expect([refused.status, refused.body.code]).toEqual([403, 'password_change_required']);
    expect((await session.get<Schemas['Me']>('/api/v1/me')).body.pending).toBe('password_change_required');
    expect((await session.get('/admin/queues')).status).toBe(403);
    const change = { currentPassword: person.password, newPassword: 'one of my own choosing' };
    expect((await session.post('/api/v1/me/password', change)).status).toBe(204);
    expect((await session.get('/api/v1/posts')).status).toBe(200);
  });

  it('an administrator hands over a one-time link, and not for an account that is not theirs alone', async () => {
    const home = await buildMember(api, 'admin');
    const person = await buildMember(api, 'editor', { organisation: home.organisation });
    const session = await signIn(api, person);
    const made = await home.http.post<Schemas['PasswordLink']>(
      `/api/v1/members/${person.id}/password-link`,
      undefined,
      {
        'idempotency-key': 'link-1',
      },
    );
    expect(made.status).toBe(201);
    const replayed = await home.http.post<Schemas['PasswordLink']>(
      `/api/v1/members/${person.id}/password-link`,
      undefined,
      { 'idempotency-key': 'link-1' },
    );
    expect(replayed.body).toMatchObject({ link: null, secretsWithheld: true });
    const path = `/api/v1/password-resets/${made.body.link?.split('/').at(-1)}`;
    expect((await api.anyone.get(path)).body).toMatchObject({ email: person.email });
    const bad = await api.anyone.post(path, { password: person.email });
    expect([bad.status, bad.body.errors?.[0]?.code]).toEqual([422, 'password_like_you']);
    expect((await api.anyone.post(path, { password: 'chosen by the person' })).status).toBe(204);
    expect((await api.anyone.post(path, { password: 'chosen once again, no' })).status).toBe(404);
    expect((await session.get('/api/v1/me')).status).toBe(401);
    expect((await enter(person.email, 'chosen by the person')).status).toBe(200);

    const elsewhere = await buildMember(api, 'admin');
    await sql(
      `INSERT INTO member (organisation_id, id, user_id, establishment_id, role) VALUES ($1, gen_random_uuid(), $2, $3, 'viewer') RETURNING id`,
      [elsewhere.organisation.id, person.userId, elsewhere.organisation.rootId],
    );
    expect((await home.http.post(`/api/v1/members/${person.id}/password-link`)).status).toBe(403);
  });

  it('of an administrator of everything is nothing for an administrator of an establishment', async () => {
    const home = await buildMember(api, 'admin');
    const establishment = await buildEstablishment(api, home.organisation);
    const local = await buildMember(api, 'admin', {
      organisation: home.organisation,
      establishmentId: establishment.id,
    });
    for (const path of ['password-link', 'sessions', 'two-factor']) {
      const method = path === 'password-link' ? 'POST' : 'DELETE';
      expect([path, (await local.http.send(method, `/api/v1/members/${home.id}/${path}`)).status]).toEqual([
        path,
        403,
      ]);
    }
  });

  it('no e-mail without a mail server, and it says so', async () => {
    const answer = await api.anyone.post('/api/v1/password-resets', { email: admin.email });
    expect([answer.status, answer.body.code]).toEqual([409, 'no_mail_server']);
  });
});

describe('sessions', () => {
  it('are listed with device and address, and ended one by one, all others, or by an administrator', async () => {
    const home = await buildMember(api, 'admin');
    const person = await buildMember(api, 'editor', { organisation: home.organisation });
    const answer = await enter(person.email, person.password, { 'user-agent': 'Phone of Nadia' });
    const phone = httpClient(api.url, { cookie: cookieOf(answer.headers) });
    const list = async () =>
      (await person.http.get<Schemas['SessionPage']>('/api/v1/me/sessions')).body.items;
    const there = (await list()).find(({ device }) => device === 'Phone of Nadia');
    expect(there).toMatchObject({ address: '127.0.0.1', current: false, method: 'password' });
    expect((await list()).filter(({ current }) => current)).toHaveLength(1);
    expect((await phone.get('/api/v1/me')).status).toBe(200);
    expect((await person.http.delete(`/api/v1/me/sessions/${there?.id}`)).status).toBe(204);
    expect((await phone.get('/api/v1/me')).status).toBe(401);

    const second = await signIn(api, person);
    expect((await person.http.delete('/api/v1/me/sessions')).status).toBe(204);
    expect([(await second.get('/api/v1/me')).status, (await person.http.get('/api/v1/me')).status]).toEqual([
      401, 200,
    ]);

    expect((await home.http.delete(`/api/v1/members/${person.id}/sessions`)).status).toBe(204);
    expect((await person.http.get('/api/v1/me')).status).toBe(401);
    const mine = await signIn(api, person);
    const events = (await mine.get<Schemas['SecurityPage']>('/api/v1/me/security-log')).body.items;
    expect(
      events.find(({ kind, actorId }) => kind === 'sessions_ended' && actorId === home.userId),
    ).toBeTruthy();
  });

  it.each([
    [
      'after 30 days, whatever the use',
      `"createdAt" = now() - interval '30 days 1 minute', "lastSeenAt" = now()`,
    ],
    ['after 14 days without use', `"lastSeenAt" = now() - interval '14 days 1 minute'`],
  ])('end %s', async (_, set) => {
    const person = await buildMember(api, 'viewer');
    expect((await person.http.get('/api/v1/me')).status).toBe(200);
    await sql(`UPDATE auth.session SET ${set}, "userId" = "userId" WHERE "userId" = $1`, [person.userId]);
    let status = 200;
    while (status === 200) status = (await person.http.get('/api/v1/me')).status;
    expect(status).toBe(401);
  });

  it('signing out clears what the browser kept, but not the words that wait in its storage', async () => {
    const session = await signIn(api, await buildMember(api, 'viewer'));
    const answer = await session.post('/api/auth/sign-out', {});
    expect([answer.status, answer.headers.get('clear-site-data')]).toEqual([200, '"cache"']);
    expect((await session.get('/api/v1/me')).status).toBe(401);
  });
});

describe('the security log', () => {
  it('tells a person of their own account, and an administrator of the people of theirs', async () => {
    const home = await buildMember(api, 'admin');
    const person = await buildMember(api, 'editor', { organisation: home.organisation });
    await enter(person.email, 'a wrong password');
    const session = await signIn(api, person);
    expect(await log(session)).toEqual(['sign_in', 'sign_in_refused']);
    const seen = async (who: TestMember) =>
      (await who.http.get<Schemas['SecurityPage']>('/api/v1/security-log')).body.items.map(
        ({ userId }) => userId,
      );
    expect(await seen(home)).toContain(person.userId);
    expect(await seen(await buildMember(api, 'admin'))).not.toContain(person.userId);
    expect((await person.http.get('/api/v1/security-log')).status).toBe(403);
    await home.http.patch(`/api/v1/members/${person.id}`, { role: 'viewer' });
    expect(await log(session)).toContain('role_changed');
  });

  it('misses no act: one that it does not take is undone', async () => {
    const home = await buildMember(api, 'admin');
    const person = await buildMember(api, 'editor', { organisation: home.organisation });
    const owner = new Client({ connectionString: api.config.DATABASE_URL });
    await owner.connect();
    const name = 'not_of_this_person';
    await owner.query(
      `ALTER TABLE auth.security_event ADD CONSTRAINT ${name} CHECK (user_id <> '${person.userId}') NOT VALID`,
    );
    const refused = [
      await home.http.patch(`/api/v1/members/${person.id}`, { role: 'viewer' }),
      await home.http.delete(`/api/v1/members/${person.id}`),
    ];
    await owner.query(`ALTER TABLE auth.security_event DROP CONSTRAINT ${name}`);
    await owner.end();
    expect(refused.map(({ status }) => status)).toEqual([500, 500]);
    expect((await person.http.get<Schemas['Me']>('/api/v1/me')).body.role).toBe('editor');
    const history = await sql('SELECT 1 FROM audit_entry WHERE subject_id = $1', [person.id]);
    expect(history).toEqual([]);
  });

  it('holds no secret, and the application can neither change nor remove what is in it', async () => {
    const rows = await sql<{ detail: object; device: string }>(
      'SELECT detail, device FROM auth.security_event',
    );
    expect(JSON.stringify(rows)).not.toMatch(/lineup_[\w-]{20}|a wrong password|four words/);
    for (const statement of [
      'UPDATE auth.security_event SET kind = kind',
      'DELETE FROM auth.security_event',
    ]) {
      await expect(sql(statement)).rejects.toThrow(/permission denied/);
    }
  });
});

it('a person of two organisations chooses in which one they work', async () => {
  const [first, second] = [await buildMember(api, 'viewer'), await buildMember(api, 'admin')];
  await sql(
    `INSERT INTO member (organisation_id, id, user_id, establishment_id, role) VALUES ($1, gen_random_uuid(), $2, $3, 'editor') RETURNING id`,
    [second.organisation.id, first.userId, second.organisation.rootId],
  );
  const me = async () => (await first.http.get<Schemas['Me']>('/api/v1/me')).body;
  expect(await me()).toMatchObject({ organisation: { id: first.organisation.id }, role: 'viewer' });
  expect((await me()).organisations).toHaveLength(2);
  const choose = (organisationId: string) => first.http.post('/api/v1/me/organisation', { organisationId });
  expect((await choose(second.organisation.id)).status).toBe(204);
  expect(await me()).toMatchObject({ organisation: { id: second.organisation.id }, role: 'editor' });
  expect((await choose(admin.organisation.id)).status).toBe(404);
});

it('an operator of the settings is told so; an administrator is not one', async () => {
  const operator = await buildMember(api, 'viewer', { email: OPERATOR });
  const permissions = async (who: TestMember) =>
    (await who.http.get<Schemas['Me']>('/api/v1/me')).body.permissions.includes('installation.operate');
  expect([await permissions(operator), await permissions(admin)]).toEqual([true, false]);
  const { body } = await operator.http.get<Schemas['HealthDetails']>('/api/health/details');
  expect(body.scope).toBe('installation');
});
