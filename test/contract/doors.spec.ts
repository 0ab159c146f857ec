import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { request } from 'node:http';
import { Client } from 'pg';
import { Database } from '#lib/database';
import { startApi, type TestApi } from '../support/api.js';
import { buildEstablishment, buildMember, signIn, type TestMember } from '../support/factories.js';
import { cookieOf, httpClient, type Schemas } from '../support/http.js';
import { startMailServer, type TestMailServer } from '../support/mail-server.js';
import { until } from '../support/until.js';

const opened: TestApi[] = [];
const open = async (settings: Record<string, string> = {}): Promise<TestApi> => {
  const api = await startApi(settings);
  opened.push(api);
  return api;
};
afterEach(async () => {
  for (const api of opened.splice(0).reverse()) await api.close();
});

const guess = (api: TestApi, email: string, headers: Record<string, string> = {}) =>
  api.anyone.post('/api/auth/sign-in/email', { email, password: 'a wrong password' }, headers);
const statuses = async (
  count: number,
  call: (i: number) => Promise<{ status: number }>,
): Promise<number[]> => {
  const found = [];
  for (let i = 0; i < count; i++) found.push((await call(i)).status);
  return found;
};

describe('sign-in', () => {
  it('guesses at one account are counted over all processes, whatever address they claim', async () => {
    const here = await open();
    const there = await open({ DATABASE_URL: here.database.url });
    const { email, password } = await buildMember(here, 'viewer');
    const found = await statuses(12, (i) =>
      guess(i % 2 ? here : there, i % 3 ? email : email.toUpperCase(), {
        'x-forwarded-for': `203.0.113.${i}`,
      }),
    );
    expect(found).toEqual([...Array<number>(10).fill(401), 429, 429]);
    const refused = await guess(here, email);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.body).toMatchObject({ status: 429, code: 'too_many_requests' });
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
    expect((await here.anyone.post('/api/auth/sign-in/email', { email, password })).status).toBe(429);
    // An account that nobody has is answered alike.
    const nobody = await statuses(12, () => guess(here, 'nobody@test.example'));
    expect(nobody).toEqual(found);
  });

  it('ten at the same moment are ten', async () => {
    const api = await open();
    const { email } = await buildMember(api, 'viewer');
    const found = await Promise.all(Array.from({ length: 30 }, () => guess(api, email)));
    expect(found.filter(({ status }) => status === 401)).toHaveLength(10);
  });

  it('one address that tries many accounts is stopped; through a trusted proxy, it alone', async () => {
    const api = await open({ TRUSTED_PROXIES: '127.0.0.1,10.0.0.0/8' });
    const spray = (i: number) =>
      guess(api, `person${i}@test.example`, { 'x-forwarded-for': `6.6.6.6, 203.0.113.9, 10.0.0.${i % 9}` });
    expect((await spray(0)).status).toBe(401);
    // Ninety-eight more, without the time they take.
    await api.app
      .get(Database, { strict: false })
      .query(`UPDATE auth.attempts SET points = points + 98 WHERE key LIKE 'sign-in@203.0.113.9'`);
    expect(await statuses(3, (i) => spray(i + 1))).toEqual([401, 429, 429]);
    const other = await guess(api, 'somebody@test.example', { 'x-forwarded-for': '198.51.100.7' });
    expect(other.status).toBe(401);
  });

  it('that succeeds is no guess', async () => {
    const api = await open();
    const { email, password } = await buildMember(api, 'viewer');
    const found = await statuses(15, () => api.anyone.post('/api/auth/sign-in/email', { email, password }));
    expect(found).toEqual(Array<number>(15).fill(200));
  });

  it('shows the address that the proxy told, and none that a stranger wrote', async () => {
    const believed = await open({ TRUSTED_PROXIES: '127.0.0.1' });
    const strict = await open({ DATABASE_URL: believed.database.url });
    const person = await buildMember(believed, 'viewer');
    const addressSeenBy = async (api: TestApi) => {
      const { email, password } = person;
      const headers = { 'x-forwarded-for': '203.0.113.9', 'user-agent': 'seen' };
      await api.anyone.post('/api/auth/sign-in/email', { email, password }, headers);
      const { items } = (await person.http.get<Schemas['SessionPage']>('/api/v1/me/sessions')).body;
      return items.find(({ device }) => device === 'seen')?.address;
    };
    expect(await addressSeenBy(strict)).toBe('127.0.0.1');
    await person.http.delete('/api/v1/me/sessions');
    expect(await addressSeenBy(believed)).toBe('203.0.113.9');
  });

  describe('with a body that cannot be right', () => {
    // One process for all: they are too few to be counted as guesses, and leave nothing behind.
    let api: TestApi;
    beforeAll(async () => {
      api = await startApi();
    });
    afterAll(() => api.close());

    it.each([
      ['no address', { email: 'x', password: 'y' }, 401],
      ['NUL', { email: 'a\u0000@test.example', password: 'y' }, 401],
      ['half a character', { email: 'a@test.example', password: '\ud800' }, 401],
      ['a number', { email: 7, password: {} }, 400],
      ['a list', [], 400],
      ['nothing', {}, 400],
      ['a very long password', { email: 'a@test.example', password: 'x'.repeat(5000) }, 400],
    ])('of %s is refused in words', async (_, body, status) => {
      const answer = await api.anyone.post('/api/auth/sign-in/email', body);
      expect(answer.status).toBe(status);
    });
  });

  it('takes no broken JSON, and no page of another site', async () => {
    const api = await open();
    const json = { 'content-type': 'application/json' };
    const broken = await api.anyone.send('POST', '/api/auth/sign-in/email', '{', json);
    expect([broken.status, broken.body.code]).toEqual([400, 'invalid_json']);
    const foreign = await api.anyone.post('/api/auth/sign-in/email', {}, { origin: 'https://evil.example' });
    expect([foreign.status, foreign.body.code]).toEqual([403, 'origin_refused']);
  });

  it('under https gives a cookie that no other host can plant', async () => {
    const api = await open({ PUBLIC_URL: 'https://lineup.example' });
    const { email, password } = await buildMember(api, 'viewer');
    const { headers, status } = await api.anyone.post('/api/auth/sign-in/email', { email, password });
    expect(status).toBe(200);
    const [cookie = ''] = headers.getSetCookie().filter((line) => /session_token=./.test(line));
    expect(cookie).toMatch(/^__Host-lineup\.session_token=/);
    expect(cookie).toMatch(/; Path=\/(;|$)/i);
    expect(cookie).toMatch(/; Secure/i);
    expect(cookie).toMatch(/; HttpOnly/i);
    expect(cookie).not.toMatch(/Domain/i);
    const session = httpClient(api.url, { cookie: cookie.split(';')[0] ?? '' });
    expect((await session.get('/api/v1/me')).status).toBe(200);
  });
});

/** The cookie of a new session, for another process. */
async function sessionHeaders(api: TestApi, { email, password }: TestMember): Promise<{ cookie: string }> {
  const { headers } = await api.anyone.post('/api/auth/sign-in/email', { email, password });
  return {
    cookie: cookieOf(headers),
  };
}

describe('the API as a whole', () => {
  it('is bounded by person and, without a session, by address; shared by the processes', async () => {
    const here = await open({ API_REQUESTS_PER_MINUTE: '20' });
    const there = await open({ DATABASE_URL: here.database.url, API_REQUESTS_PER_MINUTE: '20' });
    const [person, other] = [await buildMember(here, 'viewer'), await buildMember(here, 'viewer')];
    const found = await statuses(22, () => person.http.get('/api/v1/me'));
    expect(found).toEqual([...Array<number>(20).fill(200), 429, 429]);
    expect((await other.http.get('/api/v1/me')).status).toBe(200);
    const cookie = await signIn(here, other);
    expect((await cookie.get('/api/v1/me')).status).toBe(200);
    const elsewhere = httpClient(there.url, await sessionHeaders(here, person));
    await until('the other process to know', async () => (await elsewhere.get('/api/v1/me')).status === 429);
    const anonymous = await statuses(42, () => here.anyone.get('/api/v1/me'));
    expect([anonymous[0], anonymous.at(-1)]).toEqual([401, 429]);
    const last = await here.anyone.get('/api/v1/me');
    expect([last.body.code, Number(last.headers.get('retry-after')) > 0]).toEqual([
      'too_many_requests',
      true,
    ]);
  });

  it('goes on when nobody can count', async () => {
    const api = await open({ API_REQUESTS_PER_MINUTE: '1000' });
    const { http } = await buildMember(api, 'viewer');
    await api.app
      .get(Database, { strict: false })
      .query('ALTER TABLE auth.attempts RENAME TO away')
      .catch(() => null);
    expect(await statuses(5, () => http.get('/api/v1/me'))).toEqual([200, 200, 200, 200, 200]);
  });
});

it('/metrics is not open through a proxy of this machine', async () => {
  const api = await open();
  const statusWith = (headers: Record<string, string>) =>
    new Promise<number>((resolve, reject) => {
      request(new URL('/metrics', api.url), { headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      })
        .on('error', reject)
        .end();
    });
  expect(await statusWith({})).toBe(200);
  for (const name of [
    'x-forwarded-for',
    'x-forwarded-proto',
    'x-forwarded-host',
    'forwarded',
    'via',
    'x-real-ip',
  ]) {
    expect([name, await statusWith({ [name]: '127.0.0.1' })]).toEqual([name, 401]);
  }
});

describe('an invitation', () => {
  const invite = (who: TestMember, email: string, over: object = {}) =>
    who.http.post<Schemas['SentInvitation']>('/api/v1/members', {
      email,
      role: 'editor',
      establishmentId: who.organisation.rootId,
      ...over,
    });
  const pathOf = ({ link }: Schemas['SentInvitation']): string =>
    `/api/v1/invitation-links/${link?.split('/').at(-1)}`;

  it('for an address of another organisation looks like one for an address that nobody has', async () => {
    const api = await open();
    const [admin, stranger] = [await buildMember(api, 'admin'), await buildMember(api, 'editor')];
    const shape = (answer: { status: number; body: Schemas['SentInvitation'] }) => ({
      status: answer.status,
      keys: Object.keys(answer.body),
      invitation: { ...answer.body.invitation, id: '', email: '', createdAt: '', expiresAt: '' },
      delivery: answer.body.delivery,
      link: answer.body.link?.replace(/[^/]+$/, ''),
    });
    const [known, unknown] = [
      await invite(admin, stranger.email),
      await invite(admin, 'nobody@test.example'),
    ];
    expect(shape(known)).toEqual(shape(unknown));
    const offer = async (sent: { body: Schemas['SentInvitation'] }) => {
      const { body, status } = await api.anyone.get<Schemas['OpenInvitation']>(pathOf(sent.body));
      return { ...body, email: '', expiresAt: '', status };
    };
    expect(await offer(known)).toEqual(await offer(unknown));
    const pending = (await admin.http.get<Schemas['InvitationPage']>('/api/v1/invitations')).body.items;
    expect(pending.map(({ email }) => email).sort()).toEqual([stranger.email, 'nobody@test.example'].sort());
    const members = (await admin.http.get<Schemas['MemberPage']>('/api/v1/members')).body.items;
    expect(members).toHaveLength(1);
  });

  it('makes an account for who has none, by name and password, once', async () => {
    const api = await open();
    const admin = await buildMember(api, 'admin');
    const sent = (await invite(admin, 'New@Test.example', { name: 'New' })).body;
    const accept = (body: object) => api.anyone.post(`${pathOf(sent)}/accept`, body);
    expect((await accept({})).status).toBe(401);
    expect((await accept({ name: 'Zoé', password: 'short' })).status).toBe(422);
    expect((await accept({ name: 'Zoé', password: 'four words make one' })).status).toBe(204);
    expect((await accept({ name: 'Zoé', password: 'four words make one' })).status).toBe(404);
    const person = { email: 'new@test.example', password: 'four words make one' } as TestMember;
    const me = (await (await signIn(api, person)).get<Schemas['Me']>('/api/v1/me')).body;
    expect(me).toMatchObject({ user: { name: 'Zoé' }, role: 'editor', pending: null });
    const again = await invite(admin, 'new@test.example');
    expect([again.status, (again.body as unknown as { code: string }).code]).toEqual([409, 'member_exists']);
  });

  it('that is withdrawn in the instant it is accepted leaves no account without a membership', async () => {
    const api = await open();
    const admin = await buildMember(api, 'admin');
    const { body } = await invite(admin, 'too-late@test.example');
    const withdrawing = new Client({ connectionString: api.database.url });
    await withdrawing.connect();
    const accounts = async () =>
      (await withdrawing.query(`SELECT id FROM auth."user" WHERE email = 'too-late@test.example'`)).rowCount;
    await withdrawing.query('BEGIN');
    await withdrawing.query('DELETE FROM invitation WHERE id = $1', [body.invitation.id]);
    const accepting = api.anyone.post(`${pathOf(body)}/accept`, {
      name: 'Trop Tard',
      password: 'four words of one',
    });
    await until('the account', async () => (await accounts()) === 1);
    await withdrawing.query('COMMIT');
    expect((await accepting).status).toBe(404);
    expect(await accounts()).toBe(0);
    await withdrawing.end();
  });

  it('is accepted by who has an account only when they are signed in as it', async () => {
    const api = await open();
    const [admin, person, other] = [
      await buildMember(api, 'admin'),
      await buildMember(api, 'editor'),
      await buildMember(api, 'editor'),
    ];
    const sent = (await invite(admin, person.email)).body;
    const taken = await api.anyone.post(`${pathOf(sent)}/accept`, {
      name: 'X',
      password: 'four words make one',
    });
    expect([taken.status, taken.body.code]).toEqual([409, 'invitation_sign_in']);
    const wrong = await other.http.post(`${pathOf(sent)}/accept`, {});
    expect([wrong.status, wrong.body.code]).toEqual([403, 'invitation_for_other']);
    const evil = await person.http.post(`${pathOf(sent)}/accept`, {}, { origin: 'https://evil.example' });
    expect(evil.status).toBe(403);
    expect((await person.http.post(`${pathOf(sent)}/accept`, {})).status).toBe(204);
    const { organisations } = (await person.http.get<Schemas['Me']>('/api/v1/me')).body;
    expect(organisations).toHaveLength(2);
  });

  it('is listed, sent again, withdrawn, and ends after seven days', async () => {
    const api = await open();
    const admin = await buildMember(api, 'admin');
    const first = (await invite(admin, 'a@test.example')).body;
    const second = (
      await admin.http.post<Schemas['SentInvitation']>(`/api/v1/invitations/${first.invitation.id}/send`)
    ).body;
    expect((await api.anyone.get(pathOf(first))).status).toBe(404);
    expect((await api.anyone.get(pathOf(second))).status).toBe(200);
    await api.app
      .get(Database, { strict: false })
      .query(`UPDATE invitation SET expires_at = now() - interval '1 second'`);
    expect((await api.anyone.get(pathOf(second))).status).toBe(404);
    expect((await admin.http.get<Schemas['InvitationPage']>('/api/v1/invitations')).body.items).toEqual([]);
    const third = (await invite(admin, 'a@test.example')).body;
    const days = (Date.parse(third.invitation.expiresAt) - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(7);
    expect((await admin.http.delete(`/api/v1/invitations/${third.invitation.id}`)).status).toBe(204);
    expect((await api.anyone.get(pathOf(third))).status).toBe(404);
  });

  it('of an establishment is given by who administers it, and seen by nobody beside', async () => {
    const api = await open();
    const admin = await buildMember(api, 'admin');
    const establishment = await buildEstablishment(api, admin.organisation);
    const local = await buildMember(api, 'admin', {
      organisation: admin.organisation,
      establishmentId: establishment.id,
    });
    expect((await invite(local, 'a@test.example')).status).toBe(403);
    expect((await invite(local, 'a@test.example', { establishmentId: establishment.id })).status).toBe(201);
    await invite(admin, 'b@test.example');
    const seen = (await local.http.get<Schemas['InvitationPage']>('/api/v1/invitations')).body.items;
    expect(seen.map(({ email }) => email)).toEqual(['a@test.example']);
  });
});

describe('with a mail server', () => {
  let mail: TestMailServer;
  beforeAll(async () => {
    mail = await startMailServer();
  });
  afterAll(() => mail.close());
  const settings = () => ({ SMTP_URL: mail.url, MAIL_FROM: 'Lineup <lineup@test.example>' });

  it('an invitation goes by e-mail, and its link is shown to nobody else', async () => {
    const api = await open(settings());
    const admin = await buildMember(api, 'admin');
    const { body } = await admin.http.post<Schemas['SentInvitation']>('/api/v1/members', {
      email: 'invited@test.example',
      role: 'viewer',
      establishmentId: admin.organisation.rootId,
    });
    expect(body).toMatchObject({ delivery: 'mail', link: null });
    const email = mail.accepted.at(-1);
    const token = /\/invitation\/([\w-]+)/.exec(email?.text ?? '')?.[1];
    expect((await api.anyone.get(`/api/v1/invitation-links/${token}`)).status).toBe(200);
  });

  it('a forgotten password is reset by e-mail; an address without an account is answered alike', async () => {
    const api = await open(settings());
    const person = await buildMember(api, 'viewer');
    const before = mail.accepted.length;
    const ask = (email: string) => api.anyone.post('/api/v1/password-resets', { email });
    const [unknown, known] = [await ask('nobody@test.example'), await ask(person.email)];
    expect([known.status, known.body]).toEqual([unknown.status, unknown.body]);
    expect(known.status).toBe(202);
    const email = await until('the e-mail', async () => mail.accepted[before]);
    expect([email.to].flat()[0]?.text).toContain(person.email);
    const token = /\/reset\/([\w-]+)/.exec(email.text ?? '')?.[1];
    const path = `/api/v1/password-resets/${token}`;
    expect((await api.anyone.post(path, { password: 'chosen by its person' })).status).toBe(204);
    expect((await signIn(api, { ...person, password: 'chosen by its person' })).get).toBeTruthy();
    expect((await person.http.get('/api/v1/me')).status).toBe(401);
    expect(mail.accepted).toHaveLength(before + 1);
    const many = await statuses(12, () => ask(person.email));
    expect(many.at(-1)).toBe(429);
  });
});
