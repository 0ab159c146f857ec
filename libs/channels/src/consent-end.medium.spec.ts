import type { Logger } from 'pino';
import { Database } from '#lib/database';
import { LOGGER, SystemClock, Vault } from '#lib/kernel';
import type { Credential } from '#lib/platforms';
import { startApi, startSandbox, type TestApi, type TestSandbox } from '../../../test/support/api.js';
import { buildMember, type TestMember } from '../../../test/support/factories.js';
import { ChannelKeeper } from './channel-keeper.js';
import { openCredential, sealCredential } from './credentials.js';
import { Network } from './network.js';

const DAY_MS = 86_400_000;
const inDays = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString();

describe('a consent that renewing does not prolong', () => {
  let sandbox: TestSandbox;
  let api: TestApi;
  let admin: TestMember;
  let database: Database;
  let vault: Vault;
  beforeAll(async () => {
    sandbox = await startSandbox();
    const app = { LINKEDIN_CLIENT_ID: 'lineup', LINKEDIN_CLIENT_SECRET: 'of the application' };
    api = await startApi({ ...sandbox.env, ...app });
    admin = await buildMember(api, 'admin');
    database = api.app.get(Database, { strict: false });
    vault = api.app.get(Vault, { strict: false });
  });
  afterAll(async () => {
    await api?.close();
    await sandbox?.close();
  });

  async function connect() {
    const account = sandbox.control.createAccount({ platform: 'linkedin', name: 'Up', handle: 'up' });
    const { status, body } = await admin.http.post('/api/v1/channels', {
      platform: 'linkedin',
      establishmentId: admin.organisation.rootId,
      remoteId: account.id,
      accessToken: account.token,
      refreshToken: account.refreshToken,
    });
    expect(status).toBe(201);
    return { id: String(body.id), account: account.id };
  }
  const stored = async (id: string): Promise<Credential> => {
    const [row] = await database.query<{ credential: string }>(
      'SELECT credential FROM channel WHERE id = $1',
      [id],
    );
    return openCredential(vault, admin.organisation.id, id, row?.credential ?? '').reveal();
  };
  /** As it stands so many days before either ends. */
  const age = async (id: string, accessDays: number, consentDays: number): Promise<void> => {
    const credential = { ...(await stored(id)), refreshExpiresAt: inDays(consentDays) };
    await database.query(
      `WITH aged AS (UPDATE channel SET credential = $2, token_expires_at = $3, token_end_assumed = false, keep_at = now()
         WHERE id = $1 RETURNING id) SELECT id FROM aged`,
      [id, sealCredential(vault, admin.organisation.id, id, credential), inDays(accessDays)],
    );
  };
  const keep = () =>
    new ChannelKeeper(
      database,
      api.app.get(Network, { strict: false }),
      vault,
      new SystemClock(),
      api.config,
      api.app.get<Logger>(LOGGER, { strict: false }),
    ).keep();
  const renewals = (account: string): number =>
    sandbox.control
      .ledger({ platform: 'linkedin', account })
      .entries.filter((e) => e.kind === 'request' && e.operation === 'token').length;
  const announced = async (id: string): Promise<(number | undefined)[]> => {
    const rows = await database.query<{ body: { days?: number } }>(
      `SELECT body FROM outbox_message WHERE kind = 'channel.token_expiring' AND body->>'channelId' = $1 ORDER BY id`,
      [id],
    );
    return rows.map(({ body }) => body.days);
  };
  const daysUntil = (instant: string | undefined): number =>
    Math.round((Date.parse(instant ?? '') - Date.now()) / DAY_MS);

  it('is taken to last a year from connecting, until the network says when it ends', async () => {
    const { id, account } = await connect();
    expect(daysUntil((await stored(id)).refreshExpiresAt)).toBe(365);
    await keep();
    expect(renewals(account)).toBe(1);
    expect(daysUntil((await stored(id)).refreshExpiresAt)).toBe(347);
  });

  it('is announced at 14, 7 and 1 days, while the access with the same end is not renewed in vain', async () => {
    const { id, account } = await connect();
    for (const days of [20, 14, 13, 7, 6, 1]) {
      await age(id, days - 0.1, days - 0.1);
      await keep();
    }
    expect(await announced(id)).toEqual([14, 7, 1]);
    expect(renewals(account)).toBe(0);
  });

  it('is not announced once more because the access was renewed in between', async () => {
    const { id, account } = await connect();
    await age(id, 9, 13.9);
    await keep();
    sandbox.control.patchAccount('linkedin', account, { options: { consentSeconds: 12 * 86_400 } });
    await age(id, 6, 12);
    await keep();
    await age(id, 12, 11.9);
    await keep();
    expect([await announced(id), renewals(account)]).toEqual([[14], 1]);
  });

  it('goes on being used while it outlasts the access', async () => {
    const { id, account } = await connect();
    await age(id, 5, 200);
    await keep();
    expect(renewals(account)).toBe(1);
    expect(await announced(id)).toEqual([]);
  });
});
