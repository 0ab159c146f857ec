import type { Credential } from '#lib/platforms';
import { type KeeperScene, openKeeperScene } from '../../../../test/support/keeper-scene.js';
import { openCredential, sealCredential } from '../credentials.js';

const DAY_MS = 86_400_000;
const inDays = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString();

describe('a consent that renewing does not prolong', () => {
  let scene: KeeperScene;
  beforeAll(async () => {
    scene = await openKeeperScene({
      LINKEDIN_CLIENT_ID: 'lineup',
      LINKEDIN_CLIENT_SECRET: 'of the application',
    });
  });
  afterAll(() => scene?.close());

  async function connect() {
    const account = scene.sandbox.control.createAccount({ platform: 'linkedin', name: 'Up', handle: 'up' });
    const { status, body } = await scene.admin.http.post('/api/v1/channels', {
      platform: 'linkedin',
      establishmentId: scene.admin.organisation.rootId,
      remoteId: account.id,
      accessToken: account.token,
      refreshToken: account.refreshToken,
    });
    expect(status).toBe(201);
    return { id: String(body.id), account: account.id };
  }
  const stored = async (id: string): Promise<Credential> => {
    const [row] = await scene.database.query<{ credential: string }>(
      'SELECT credential FROM channel WHERE id = $1',
      [id],
    );
    return openCredential(scene.vault, scene.admin.organisation.id, id, row?.credential ?? '').reveal();
  };
  /** As it stands so many days before either ends. */
  const age = async (id: string, credentialDays: number, consentDays: number): Promise<void> => {
    const credential = { ...(await stored(id)), refreshExpiresAt: inDays(consentDays) };
    await scene.database.query(
      `WITH aged AS (UPDATE channel SET credential = $2, token_expires_at = $3, token_end_assumed = false, keep_at = now()
         WHERE id = $1 RETURNING id) SELECT id FROM aged`,
      [id, sealCredential(scene.vault, scene.admin.organisation.id, id, credential), inDays(credentialDays)],
    );
  };
  const keep = () => scene.keeper().keep();
  const renewals = (account: string): number =>
    scene.sandbox.control
      .ledger({ platform: 'linkedin', account })
      .entries.filter((e) => e.kind === 'request' && e.operation === 'token').length;
  const announced = async (id: string): Promise<(number | undefined)[]> => {
    const rows = await scene.database.query<{ body: { days?: number } }>(
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

  it('is announced at 14, 7 and 1 days, while the credential with the same end is not renewed in vain', async () => {
    const { id, account } = await connect();
    for (const days of [20, 14, 13, 7, 6, 1]) {
      await age(id, days - 0.1, days - 0.1);
      await keep();
    }
    expect(await announced(id)).toEqual([14, 7, 1]);
    expect(renewals(account)).toBe(0);
  });

  it('is not announced once more because the credential was renewed in between', async () => {
    const { id, account } = await connect();
    await age(id, 9, 13.9);
    await keep();
    scene.sandbox.control.patchAccount('linkedin', account, { options: { consentSeconds: 12 * 86_400 } });
    await age(id, 6, 12);
    await keep();
    await age(id, 12, 11.9);
    await keep();
    expect([await announced(id), renewals(account)]).toEqual([[14], 1]);
  });

  it('goes on being used while it outlasts the credential', async () => {
    const { id, account } = await connect();
    await age(id, 5, 200);
    await keep();
    expect(renewals(account)).toBe(1);
    expect(await announced(id)).toEqual([]);
  });
});
