import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '#lib/database';
import { startApi, type TestApi } from '../support/api.js';
import { buildMember, type TestMember } from '../support/factories.js';
import { cookieOf, httpClient, type HttpClient, type Schemas } from '../support/http.js';
import { codeOf } from '../support/totp.js';

let api: TestApi;
const sql = <T extends object>(text: string, values: unknown[] = []): Promise<T[]> =>
  api.app.get(Database, { strict: false }).query<T>(text, values);

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const enter = (email: string, password: string, headers: Record<string, string> = {}) =>
  api.anyone.post<{ twoFactorRedirect?: boolean }>('/api/auth/sign-in/email', { email, password }, headers);
const log = async (http: HttpClient) =>
  (await http.get<Schemas['SecurityPage']>('/api/v1/me/security-log')).body.items.map(({ kind }) => kind);

describe('an API key', () => {
  const make = (who: TestMember, over: object = {}) =>
    who.http.post<Schemas['CreatedApiKey']>('/api/v1/api-keys', { name: 'k', scopes: ['read'], ...over });
  const by = ({ secret }: Schemas['CreatedApiKey']) =>
    httpClient(api.url, { authorization: `Bearer ${secret}` });
  const days = (count: number) => new Date(Date.now() + count * 86_400_000).toISOString();

  it('ends: after 90 days when nobody says, after 366 at most, and is refused from then on', async () => {
    const person = await buildMember(api, 'editor');
    const { body } = await make(person);
    const left = (Date.parse(body.key.expiresAt) - Date.now()) / 86_400_000;
    expect(Math.round(left)).toBe(90);
    for (const [expiresAt, code] of [
      [days(367), 'expiry_too_far'],
      [days(-1), 'expiry_past'],
    ] as const) {
      const answer = await make(person, { expiresAt });
      expect([answer.status, (answer.body as { errors?: { code: string }[] }).errors?.[0]?.code]).toEqual([
        422,
        code,
      ]);
    }
    expect((await by(body).get('/api/v1/me')).status).toBe(200);
    await sql(`UPDATE api_key SET expires_at = now(), scopes = scopes WHERE id = $1`, [body.key.id]);
    const again = httpClient(api.url, { authorization: `Bearer ${body.secret}` });
    let status = 200;
    while (status === 200) status = (await again.get('/api/v1/me')).status;
    expect(status).toBe(401);
  });

  it('never approves unless that was given explicitly', async () => {
    const person = await buildMember(api, 'manager');
    const { body } = await make(person, { scopes: ['read', 'write'] });
    expect(body.key.scopes).toEqual(['read', 'posts', 'publish', 'media']);
    const id = '01890000-0000-7000-8000-000000000000';
    const approval = { revisionHash: 'a'.repeat(64) };
    expect((await by(body).post(`/api/v1/posts/${id}/approve`, approval)).status).toBe(403);
    const { body: approver } = await make(person, { scopes: ['approve'] });
    expect((await by(approver).post(`/api/v1/posts/${id}/approve`, approval)).status).toBe(404);
  });

  it('dies with the membership, and does not come back with it', async () => {
    const home = await buildMember(api, 'admin');
    const person = await buildMember(api, 'editor', { organisation: home.organisation });
    const { body } = await make(person);
    expect((await by(body).get('/api/v1/me')).status).toBe(200);
    expect((await home.http.delete(`/api/v1/members/${person.id}`)).status).toBe(204);
    expect((await by(body).get('/api/v1/me')).status).toBe(401);
    expect(await sql('SELECT id FROM api_key WHERE id = $1', [body.key.id])).toEqual([]);
  });

  it('ends at a change of password when asked, else not', async () => {
    const person = await buildMember(api, 'editor');
    const { body } = await make(person);
    const change = (currentPassword: string, newPassword: string, revokeApiKeys?: boolean) =>
      person.http.post('/api/v1/me/password', { currentPassword, newPassword, revokeApiKeys });
    expect((await change(person.password, 'one more of four words')).status).toBe(204);
    expect((await by(body).get('/api/v1/me')).status).toBe(200);
    expect((await change('one more of four words', 'and yet another password', true)).status).toBe(204);
    expect((await by(body).get('/api/v1/me')).status).toBe(401);
    const entries = await sql<{ actor_id: string; detail: { name: string } }>(
      `SELECT actor_id, detail FROM audit_entry WHERE action = 'api_key.removed' AND subject_id = $1`,
      [body.key.id],
    );
    expect(entries).toMatchObject([{ actor_id: person.userId, detail: { name: 'k' } }]);
  });

  it('is seen and revoked by administrators, whoever made it', async () => {
    const home = await buildMember(api, 'admin');
    const person = await buildMember(api, 'editor', { organisation: home.organisation });
    const { body } = await make(person, { name: 'of the editor' });
    const own = (await home.http.get<Schemas['ApiKeyPage']>('/api/v1/api-keys')).body.items;
    expect(own.map(({ name }) => name)).not.toContain('of the editor');
    const all = (await home.http.get<Schemas['ApiKeyPage']>('/api/v1/api-keys?everyone=true')).body.items;
    expect(all.find(({ name }) => name === 'of the editor')).toMatchObject({
      owner: { id: person.userId, email: person.email },
    });
    expect((await person.http.get('/api/v1/api-keys?everyone=true')).status).toBe(403);
    const colleague = await buildMember(api, 'manager', { organisation: home.organisation });
    expect((await colleague.http.delete(`/api/v1/api-keys/${body.key.id}`)).status).toBe(404);
    expect((await home.http.delete(`/api/v1/api-keys/${body.key.id}`)).status).toBe(204);
    expect((await by(body).get('/api/v1/me')).status).toBe(401);
    expect(await log(person.http)).toEqual(expect.arrayContaining(['api_key_created', 'api_key_removed']));
  });

  it('changes no password, reads no security log, and sets no rule of security', async () => {
    const { script } = await buildMember(api, 'admin', { scopes: ['read', 'organisation'] });
    expect(
      (await script.post('/api/v1/me/password', { currentPassword: 'x', newPassword: 'y' })).status,
    ).toBe(403);
    expect((await script.get('/api/v1/security-log')).status).toBe(403);
    expect((await script.get('/api/v1/me/security-log')).status).toBe(403);
    expect((await script.get('/api/v1/me/sessions')).status).toBe(403);
    expect((await script.patch('/api/v1/organisation', { requireTwoFactor: false })).status).toBe(403);
    expect((await script.patch('/api/v1/organisation', { name: 'By a key' })).status).toBe(200);
  });
});

describe('the second factor', () => {
  async function withFactor(role: 'viewer' | 'admin' = 'viewer') {
    const person = await buildMember(api, role);
    const begun = await person.http.post<Schemas['TwoFactorSetup']>('/api/v1/me/two-factor', {
      password: person.password,
    });
    expect(begun.status).toBe(201);
    const { totpUri, recoveryCodes } = begun.body;
    const wrong = await person.http.post('/api/v1/me/two-factor/confirm', { code: '000000' });
    expect([wrong.status, wrong.body.errors?.[0]?.code]).toEqual([422, 'code_wrong']);
    const confirmed = await person.http.post('/api/v1/me/two-factor/confirm', {
      code: codeOf(totpUri ?? ''),
    });
    expect(confirmed.status).toBe(204);
    const http = httpClient(api.url, { cookie: cookieOf(confirmed.headers) });
    return { person, http, totpUri: totpUri ?? '', recoveryCodes: recoveryCodes ?? [] };
  }
  const halfWay = async (person: TestMember) => {
    const answer = await enter(person.email, person.password);
    expect([answer.status, answer.body.twoFactorRedirect]).toEqual([200, true]);
    return httpClient(api.url, { cookie: cookieOf(answer.headers) });
  };

  it('is asked for after the password, by code or recovery code, each once', async () => {
    const { person, http, totpUri, recoveryCodes } = await withFactor();
    expect((await http.get<Schemas['Me']>('/api/v1/me')).body.user.twoFactor).toBe(true);
    expect((await person.http.get('/api/v1/me')).status).toBe(401);
    const half = await halfWay(person);
    expect((await half.get('/api/v1/me')).status).toBe(401);
    const code = codeOf(totpUri, 1);
    const done = await half.post('/api/auth/two-factor/verify-totp', { code });
    expect(done.status).toBe(200);
    expect((await httpClient(api.url, { cookie: cookieOf(done.headers) }).get('/api/v1/me')).status).toBe(
      200,
    );
    expect((await (await halfWay(person)).post('/api/auth/two-factor/verify-totp', { code })).status).toBe(
      401,
    );
    const recovery = { code: recoveryCodes[0] };
    expect(
      (await (await halfWay(person)).post('/api/auth/two-factor/verify-backup-code', recovery)).status,
    ).toBe(200);
    expect(
      (await (await halfWay(person)).post('/api/auth/two-factor/verify-backup-code', recovery)).status,
    ).toBe(401);
    expect(await log(http)).toEqual(
      expect.arrayContaining(['two_factor_on', 'two_factor_refused', 'sign_in']),
    );
  });

  it('is not guessed: codes are counted by account, whatever the browser', async () => {
    const { person } = await withFactor();
    const statuses: number[] = [];
    for (let i = 0; i < 12; i++) {
      const half = await halfWay(person);
      statuses.push((await half.post('/api/auth/two-factor/verify-totp', { code: `00000${i % 10}` })).status);
    }
    expect(statuses.slice(0, 5)).toEqual([401, 401, 401, 401, 401]);
    expect(statuses.at(-1)).toBe(429);
  });

  it('is taken off by its person, or by an administrator for who lost it', async () => {
    const { person, http } = await withFactor();
    expect((await http.post('/api/v1/me/two-factor/disable', { password: 'not mine' })).status).toBe(422);
    const off = await http.post('/api/v1/me/two-factor/disable', { password: person.password });
    expect(off.status).toBe(204);
    expect((await enter(person.email, person.password)).body.twoFactorRedirect).toBeUndefined();
  });

  it('required by an organisation, is set up before anything else', async () => {
    const { person: boss, http } = await withFactor('admin');
    const member = await buildMember(api, 'editor', { organisation: boss.organisation });
    expect((await http.patch('/api/v1/organisation', { requireTwoFactor: true })).status).toBe(200);
    expect((await http.get('/api/v1/posts')).status).toBe(200);
    for (const client of [member.http, member.script]) {
      const refused = await client.get('/api/v1/posts');
      expect([refused.status, refused.body.code]).toEqual([403, 'two_factor_required']);
    }
    expect((await member.http.get<Schemas['Me']>('/api/v1/me')).body.pending).toBe('two_factor_required');
    const begun = await member.http.post<Schemas['TwoFactorSetup']>('/api/v1/me/two-factor', {
      password: member.password,
    });
    const done = await member.http.post('/api/v1/me/two-factor/confirm', {
      code: codeOf(begun.body.totpUri ?? ''),
    });
    expect(done.status).toBe(204);
    const session = httpClient(api.url, { cookie: cookieOf(done.headers) });
    expect((await session.get('/api/v1/posts')).status).toBe(200);
    const off = await session.post('/api/v1/me/two-factor/disable', { password: member.password });
    expect(off.status).toBe(403);
  });
});
