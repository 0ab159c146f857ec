import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Credential } from '#lib/platforms';
import { type KeeperScene, openKeeperScene } from '../../../../test/support/keeper-scene.js';
import { openCredential } from '../credentials.js';

describe('a refresh token that the network refuses', () => {
  let scene: KeeperScene;
  beforeAll(async () => {
    scene = await openKeeperScene({ TIKTOK_CLIENT_ID: 'lineup', TIKTOK_CLIENT_SECRET: 'of the application' });
  });
  afterAll(() => scene?.close());

  async function connect(refreshToken: string) {
    const { sandbox, admin } = scene;
    const account = sandbox.control.createAccount({
      platform: 'tiktok',
      name: 'Up',
      handle: `up_${Date.now()}`,
    });
    const { status, body } = await admin.http.post('/api/v1/channels', {
      platform: 'tiktok',
      establishmentId: admin.organisation.rootId,
      remoteId: account.id,
      accessToken: account.token,
      refreshToken,
    });
    expect(status).toBe(201);
    return { id: String(body.id), account: account.id };
  }
  const read = async (id: string): Promise<{ state: string; credential: Credential }> => {
    const [row] = await scene.database.query<{ state: string; credential: string }>(
      'SELECT state, credential FROM channel WHERE id = $1',
      [id],
    );
    const { state = '', credential = '' } = row ?? {};
    const organisation = scene.admin.organisation.id;
    return { state, credential: openCredential(scene.vault, organisation, id, credential).reveal() };
  };
  const renewals = (account: string): number =>
    scene.sandbox.control
      .ledger({ platform: 'tiktok', account })
      .entries.filter((entry) => entry.kind === 'request' && entry.operation === 'token').length;

  it('lost a channel whose access was good, again and again: it is forgotten, and the access is used', async () => {
    const { id } = await connect('rft.of-a-consent-that-is-over');
    await scene.keeper().keep();
    const { state, credential } = await read(id);
    expect([state, credential.refreshToken]).toEqual(['connected', undefined]);
    expect(credential.accessToken).not.toBe('');
  });

  it('loses a channel whose access is refused too', async () => {
    const { id, account } = await connect('rft.dead');
    scene.sandbox.control.patchAccount('tiktok', account, { tokenState: 'revoked' });
    await scene.keeper().keep();
    expect((await read(id)).state).toBe('reconnect_needed');
  });

  it('is kept when the network only does not answer', async () => {
    const { id, account } = await connect('rft.unknown-yet');
    scene.sandbox.control.armFault({ platform: 'tiktok', operation: 'token', fault: 'html_502' });
    await scene.keeper().keep();
    const { state, credential } = await read(id);
    expect([state, credential.refreshToken]).toEqual(['connected', 'rft.unknown-yet']);
    expect(renewals(account)).toBeLessThanOrEqual(1);
  });
});
