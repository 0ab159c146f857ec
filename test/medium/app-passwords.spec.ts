import { startApi, startSandbox, type TestApi, type TestSandbox } from '../support/api.js';
import { buildMember, type TestMember } from '../support/factories.js';

interface Connected {
  id: string;
  handle: string;
}

describe('connecting with a name and a password for applications', () => {
  let api: TestApi;
  let sandbox: TestSandbox;
  let admin: TestMember;
  beforeAll(async () => {
    sandbox = await startSandbox();
    api = await startApi(sandbox.env);
    admin = await buildMember(api, 'admin');
  });
  afterAll(async () => {
    await api.close();
    await sandbox.close();
  });

  const password = 'abcd-efgh-2345-6723';
  const account = (handle: string) =>
    sandbox.control.createAccount({
      platform: 'bluesky',
      name: 'Up café',
      handle,
      options: { appPassword: password },
    });
  const connect = (login: string, accessToken = password) =>
    admin.http.post<Connected>('/api/v1/channels', {
      platform: 'bluesky',
      establishmentId: admin.organisation.rootId,
      login,
      accessToken,
    });
  const state = (id: string) => sandbox.control.accounts('bluesky').find((one) => one.id === id)?.tokenState;

  it('opens a session, and ends it when the channel is removed', async () => {
    const { id } = account('up.example');
    const { status, body } = await connect('@Up.Example');
    expect([status, body.handle]).toEqual([201, 'up.example']);
    expect(state(id)).toBe('ok');
    expect((await admin.http.delete(`/api/v1/channels/${body.id}`)).status).toBe(204);
    expect(state(id)).toBe('revoked');
    expect((await connect('up.example')).status).toBe(201);
  });

  it('stores nothing for a password that the network refuses, or without a name', async () => {
    account('other.example');
    expect((await connect('other.example', 'wrong')).status).toBe(422);
    expect((await connect('')).status).toBe(422);
    const { body } = await admin.http.get<{ items: Connected[] }>('/api/v1/channels');
    expect(body.items.map(({ handle }) => handle)).not.toContain('other.example');
  });
});
