import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { Database } from '#lib/database';
import { Secret, Vault } from '#lib/kernel';
import type { Credential, Platform } from '#lib/platforms';
import { OPERATOR, type TestApi, type TestSandbox } from '../../../../test/support/api.js';
import { buildChannel, buildMember, type TestMember } from '../../../../test/support/factories.js';
import { type KeeperScene, openKeeperScene } from '../../../../test/support/keeper-scene.js';
import { loseCredential } from '../channels.repository.js';
import { openCredential, sealCredential } from '../credentials.js';
import { rotateKeys } from '../rotate-keys.js';

describe('looking after channels', () => {
  let scene: KeeperScene;
  let sandbox: TestSandbox;
  let api: TestApi;
  let admin: TestMember;
  let database: Database;
  let vault: Vault;
  beforeAll(async () => {
    scene = await openKeeperScene({
      TIKTOK_CLIENT_ID: 'lineup',
      TIKTOK_CLIENT_SECRET: 'of the application',
    });
    ({ sandbox, api, admin, database, vault } = scene);
  });
  afterAll(() => scene?.close());
  const keeper = (own?: Vault) => scene.keeper(own);

  /** A channel alone on its turn, whose access ends after so many hours. */
  async function channel(platform: Platform, hours: number | null) {
    await database.query(
      `WITH later AS (UPDATE channel SET keep_at = now() + interval '1 day' RETURNING id) SELECT 1`,
    );
    const made = await buildChannel(api, admin.organisation, platform, { sandbox });
    await database.query(
      `WITH soon AS (UPDATE channel SET token_expires_at = now() + make_interval(mins => $2::int * 60) WHERE id = $1 RETURNING id) SELECT 1`,
      [made.id, hours],
    );
    return made;
  }
  const again = (id: string) =>
    database.query(`WITH again AS (UPDATE channel SET keep_at = now() WHERE id = $1 RETURNING id) SELECT 1`, [
      id,
    ]);
  const read = async (id: string) => {
    const [row] = await database.query<{
      state: string;
      credential: string;
      expires: Date | null;
      assumed: boolean;
      soon: boolean;
    }>(
      `SELECT state, credential, token_expires_at AS expires, token_end_assumed AS assumed, keep_at < now() + interval '15 minutes' AS soon FROM channel WHERE id = $1`,
      [id],
    );
    if (!row) throw new Error('no channel');
    return row;
  };
  const open = (id: string, sealed: string): Credential =>
    openCredential(vault, admin.organisation.id, id, sealed).reveal();
  const told = async (id: string) => {
    const rows = await database.query<{ kind: string; body: { days?: number } }>(
      `SELECT kind, body FROM outbox_message WHERE body->>'channelId' = $1`,
      [id],
    );
    return rows.map(({ kind, body }) => [kind, body.days ?? null]);
  };
  const requests = (platform: Platform, account: string, operation: string) =>
    sandbox.control
      .ledger({ platform, account })
      .entries.filter((e) => e.kind === 'request' && e.operation === operation).length;

  it('renews a credential ahead of its end, by one worker, and stores what rotated before it is used', async () => {
    const { id, remoteId } = await channel('tiktok', 1);
    const before = open(id, (await read(id)).credential);
    await Promise.all([keeper().keep(), keeper().keep()]);
    const after = await read(id);
    const fresh = open(id, after.credential);
    expect(requests('tiktok', remoteId, 'token')).toBe(1);
    expect(fresh.accessToken).not.toBe(before.accessToken);
    expect(fresh.refreshToken).not.toBe(before.refreshToken);
    expect(after.expires?.getTime()).toBeGreaterThan(Date.now() + 1.9 * 3_600_000);
    expect(after.state).toBe('connected');
  });

  it('renews at once what was pasted with a refresh token, to learn when it ends', async () => {
    const { id, remoteId } = await channel('tiktok', null);
    await keeper().keep();
    expect(requests('tiktok', remoteId, 'token')).toBe(1);
    expect((await read(id)).expires).not.toBeNull();
  });

  /** What connecting through the API leaves behind, alone on its turn. */
  async function connect(platform: Platform, given: Record<string, string>) {
    await database.query(
      `WITH later AS (UPDATE channel SET keep_at = now() + interval '1 day' RETURNING id) SELECT 1`,
    );
    const { id, token } = sandbox.control.createAccount({
      platform,
      name: 'Pasted',
      handle: `p_${Date.now()}`,
    });
    const { status, body } = await admin.http.post('/api/v1/channels', {
      platform,
      establishmentId: admin.organisation.rootId,
      remoteId: id,
      accessToken: token,
      ...given,
    });
    return { status, body, remoteId: id, id: String(body.id) };
  }
  const days = (instant: unknown): number =>
    Math.round((Date.parse(String(instant)) - Date.now()) / 86_400_000);

  it('takes the end that is given with a token, and else assumes what its network documents', async () => {
    const expiresAt = new Date(Date.now() + 5 * 86_400_000).toISOString();
    const told5 = await connect('facebook', { expiresAt });
    expect(told5.body).toMatchObject({ accessEndsAt: expiresAt, accessEndAssumed: false });
    await keeper().keep();
    expect(await told(told5.id)).toEqual([['channel.token_expiring', 7]]);
    const page = await connect('facebook', {});
    expect(page.body).toMatchObject({ accessEndsAt: null, accessEndAssumed: false });
    const assumed = await connect('linkedin', {});
    expect(assumed.body.accessEndAssumed).toBe(true);
    expect(days(assumed.body.accessEndsAt)).toBe(60);
    const over = await connect('facebook', { expiresAt: '2020-01-01T00:00:00Z' });
    expect(over.status).toBe(422);
    expect(JSON.stringify(over.body)).toContain('access_over');
  });

  it('renews an Instagram access whose end is assumed once it is a day old, and knows its end then', async () => {
    const { id, remoteId } = await connect('instagram', {});
    const before = open(id, (await read(id)).credential);
    await keeper().keep();
    expect(open(id, (await read(id)).credential).accessToken).toBe(before.accessToken);
    await database.query(
      `WITH older AS (UPDATE channel SET token_expires_at = token_expires_at - interval '25 hours', keep_at = now() WHERE id = $1 RETURNING id) SELECT 1`,
      [id],
    );
    await keeper().keep();
    const { credential, expires, assumed } = await read(id);
    const fresh = open(id, credential);
    expect(fresh.accessToken).not.toBe(before.accessToken);
    expect(sandbox.control.accounts('instagram').find((one) => one.id === remoteId)?.token).toBe(
      fresh.accessToken,
    );
    expect([assumed, days(expires?.toISOString())]).toEqual([false, 60]);
  });

  it('waits longer after each renewal that came to nothing, and not any more after one that worked', async () => {
    const { id, remoteId } = await channel('tiktok', 1);
    await database.query(
      `WITH put AS (UPDATE channel SET keep_failures = 4, token_expires_at = now() - interval '1 minute' WHERE id = $1 RETURNING id) SELECT 1`,
      [id],
    );
    sandbox.control.armFault({
      platform: 'tiktok',
      account: remoteId,
      operation: 'token',
      fault: 'html_502',
      params: { committed: false },
    });
    await keeper().keep();
    const [pause] = await database.query<{ minutes: number; failures: number }>(
      `SELECT extract(epoch FROM keep_at - now())::float8 / 60 AS minutes, keep_failures AS failures FROM channel WHERE id = $1`,
      [id],
    );
    expect(pause?.failures).toBe(5);
    expect(pause?.minutes).toBeGreaterThan(119);
    expect(pause?.minutes).toBeLessThan(201);
    await again(id);
    await keeper().keep();
    const [row] = await database.query('SELECT keep_failures AS failures FROM channel WHERE id = $1', [id]);
    expect(row).toEqual({ failures: 0 });
  });

  it('goes on at once after a renewal that the database will never take', async () => {
    const { id } = await channel('tiktok', 1);
    const { credential } = await read(id);
    const owner = new Client({ connectionString: api.config.DATABASE_URL });
    await owner.connect();
    const same = `id <> '${id}' OR credential = '${credential}'`;
    await owner.query(`ALTER TABLE channel ADD CONSTRAINT as_it_was CHECK (${same}) NOT VALID`);
    const round = keeper().keep();
    await round.finally(() => owner.query('ALTER TABLE channel DROP CONSTRAINT as_it_was'));
    await owner.end();
    expect(await read(id)).toMatchObject({ state: 'connected', credential });
  });

  it.each([
    ['tiktok', 'token', 'error_500_before', 1],
    ['tiktok', 'token', 'html_502', 1],
    ['linkedin', 'account', 'drop_before', null],
    ['linkedin', 'account', 'truncated_json', null],
  ] as const)(
    'a blip changes nothing and tells nobody: %s %s %s',
    async (platform, operation, fault, hours) => {
      const { id, remoteId } = await channel(platform, hours);
      sandbox.control.armFault({
        platform,
        account: remoteId,
        operation,
        fault,
        params: { committed: false },
      });
      const before = await read(id);
      await keeper().keep();
      expect(await read(id)).toMatchObject({ state: 'connected', credential: before.credential, soon: true });
      expect(await told(id)).toEqual([]);
    },
  );

  it('marks a channel whose access was revoked, and says so once, whoever notices', async () => {
    const { id, remoteId } = await channel('linkedin', null);
    const { credential } = await read(id);
    sandbox.control.patchAccount('linkedin', remoteId, { tokenState: 'revoked' });
    await keeper().keep();
    for (let n = 0; n < 3; n++) {
      await loseCredential(database, { organisationId: admin.organisation.id, id, credential }, 'late');
    }
    expect((await read(id)).state).toBe('reconnect_needed');
    expect(await told(id)).toEqual([['channel.reconnect_needed', null]]);
  });

  it('a pause of the whole application was lifted for everybody by one organisation’s administrator', async () => {
    const { id } = await channel('linkedin', null);
    const release = (who: TestMember) => who.http.post(`/api/v1/channels/${id}/release`, {});
    await database.query(
      `WITH held AS (INSERT INTO network_hold (platform, held_until) VALUES ('linkedin', now() + interval '1 hour')
         ON CONFLICT (platform) DO UPDATE SET held_until = excluded.held_until RETURNING 1) SELECT 1 FROM held`,
    );
    expect(await release(admin)).toMatchObject({ status: 403, body: { code: 'application_held' } });
    const operator = await buildMember(api, 'admin', { organisation: admin.organisation, email: OPERATOR });
    expect(await release(operator)).toMatchObject({ status: 200, body: { heldUntil: null } });
  });

  it('warns once of a credential that will end and cannot be renewed', async () => {
    const { id } = await channel('linkedin', 6 * 24);
    await keeper().keep();
    await again(id);
    await keeper().keep();
    expect(await told(id)).toEqual([['channel.token_expiring', 7]]);
  });

  it('reconnecting wiped the refresh token: it is kept when none is given', async () => {
    const { id, remoteId } = await channel('tiktok', 20);
    const { refreshToken } = open(id, (await read(id)).credential);
    sandbox.control.patchAccount('tiktok', remoteId, { token: 'act.new-and-good', tokenState: 'ok' });
    const answer = await admin.http.post(`/api/v1/channels/${id}/reconnect`, {
      accessToken: 'act.new-and-good',
    });
    expect(answer.status).toBe(200);
    expect(open(id, (await read(id)).credential)).toEqual({ accessToken: 'act.new-and-good', refreshToken });
  });

  /** Resolves once the network has been asked so often. */
  async function asked(account: string, operation: string, times = 1): Promise<void> {
    const deadline = performance.now() + 10_000;
    while (requests('tiktok', account, operation) < times) {
      if (performance.now() > deadline) throw new Error(`${operation} was not asked for`);
      await sleep(20);
    }
  }
  const slowly = (account: string, operation: string) =>
    sandbox.control.armFault({
      platform: 'tiktok',
      account,
      operation,
      fault: 'slow',
      params: { delayMs: 1500 },
    });
  const networkHolds = (account: string) =>
    sandbox.control.accounts('tiktok').find(({ id }) => id === account)?.refreshToken;

  it('keys rotated during a renewal lost the new refresh token', async () => {
    const { id, remoteId } = await channel('tiktok', 1);
    const place = admin.organisation.id;
    const before = open(id, (await read(id)).credential);
    const [old, present] = [new Secret(randomBytes(32)), new Secret(randomBytes(32))];
    const both = new Vault([present, old]);
    await database.query(
      `WITH put AS (UPDATE channel SET credential = CASE WHEN id = $1 THEN $2 ELSE '' END RETURNING id) SELECT 1`,
      [id, sealCredential(new Vault([old]), place, id, before)],
    );
    slowly(remoteId, 'token');
    const round = keeper(both).keep();
    await asked(remoteId, 'token');
    expect(await rotateKeys(database, both)).toMatchObject({ resealed: 1 });
    await round;
    const { credential, expires } = await read(id);
    const stored = openCredential(new Vault([present]), place, id, credential).reveal();
    expect(stored.refreshToken).not.toBe(before.refreshToken);
    expect(stored.refreshToken).toBe(networkHolds(remoteId));
    expect(expires).not.toBeNull();
  }, 30_000);

  it.each([
    ['the reconnection ends last', 'account'],
    ['the renewal ends last', 'token'],
  ] as const)(
    'reconnecting during a renewal brought a dead refresh token back: %s',
    async (_case, slow) => {
      const { id, remoteId } = await channel('tiktok', 1);
      const before = open(id, (await read(id)).credential);
      slowly(remoteId, slow);
      const given = { accessToken: before.accessToken };
      if (slow === 'account') {
        const answer = admin.http.post(`/api/v1/channels/${id}/reconnect`, given);
        await asked(remoteId, 'account');
        await keeper().keep();
        expect((await answer).status).toBe(200);
      } else {
        const round = keeper().keep();
        await asked(remoteId, 'token');
        const token = sandbox.control.accounts('tiktok').find((one) => one.id === remoteId)?.token ?? '';
        const answer = await admin.http.post(`/api/v1/channels/${id}/reconnect`, { accessToken: token });
        expect(answer.status).toBe(200);
        await round;
      }
      const stored = open(id, (await read(id)).credential);
      expect(stored.refreshToken).not.toBe(before.refreshToken);
      expect(stored.refreshToken).toBe(networkHolds(remoteId));
    },
    30_000,
  );

  it('seals every credential with the present key, and only those that need it', async () => {
    const { id } = await channel('facebook', null);
    const [old, present] = [randomBytes(32), randomBytes(32)].map((key) => new Secret(key));
    if (!old || !present) throw new Error('two keys');
    const place = admin.organisation.id;
    const sealed = sealCredential(new Vault([old]), place, id, { accessToken: 'planted' });
    await database.query(
      `WITH put AS (UPDATE channel SET credential = CASE WHEN id = $1 THEN $2 ELSE '' END RETURNING id) SELECT 1`,
      [id, sealed],
    );
    const both = new Vault([present, old]);
    expect(await rotateKeys(database, both)).toEqual({ resealed: 1, current: 0, unreadable: 0 });
    expect(await rotateKeys(database, both)).toEqual({ resealed: 0, current: 1, unreadable: 0 });
    const after = (await read(id)).credential;
    expect(openCredential(new Vault([present]), place, id, after).reveal()).toEqual({
      accessToken: 'planted',
    });
    expect(await rotateKeys(database, new Vault([old]))).toEqual({ resealed: 0, current: 0, unreadable: 1 });
  });
});
