import { startApi, startSandbox, type TestApi, type TestSandbox } from '../support/api.js';
import { buildMember, type TestMember } from '../support/factories.js';

interface Connected {
  name: string;
  remoteId: string;
  server: string | null;
}

describe('connecting an address of one’s own', () => {
  let api: TestApi;
  let sandbox: TestSandbox;
  let admin: TestMember;
  let viewer: TestMember;
  beforeAll(async () => {
    sandbox = await startSandbox();
    api = await startApi({ ...sandbox.env, OUTBOUND_ALLOW: '127.0.0.0/8' });
    admin = await buildMember(api, 'admin');
    viewer = await buildMember(api, 'viewer', { organisation: admin.organisation });
  });
  afterAll(async () => {
    await api.close();
    await sandbox.close();
  });

  const receiver = () =>
    sandbox.control.createAccount({ platform: 'webhook', name: 'Le mur', handle: 'mur' });
  const connect = (accessToken: string, server: string) =>
    admin.http.post<Connected>('/api/v1/channels', {
      platform: 'webhook',
      establishmentId: admin.organisation.rootId,
      accessToken,
      server,
    });

  it('keeps it to the letter, and shows it to those alone who manage the channel', async () => {
    const { id, token } = receiver();
    const address = `${sandbox.origin}/webhook/?key=hush`;
    const { status, body } = await connect(token, address);
    expect([status, body]).toMatchObject([201, { name: 'Le mur', remoteId: `id:${id}`, server: address }]);
    const seen = await viewer.http.get<{ items: Connected[] }>('/api/v1/channels');
    expect(seen.body.items).toMatchObject([{ name: 'Le mur', server: sandbox.origin }]);
    expect(JSON.stringify(seen.body)).not.toContain('hush');
  });

  it('stores nothing for a secret of somebody else’s, or an address that does not answer', async () => {
    const { token } = receiver();
    const wrong = `whsec_${Buffer.alloc(32).toString('base64')}`;
    expect((await connect(wrong, `${sandbox.origin}/webhook`)).status).toBe(422);
    expect((await connect(token, `${sandbox.origin}/nothing`)).status).toBe(422);
    expect((await connect('no-secret', `${sandbox.origin}/webhook`)).status).toBe(422);
    const { body } = await admin.http.get<{ items: Connected[] }>('/api/v1/channels');
    expect(body.items).toHaveLength(1);
  });
});
