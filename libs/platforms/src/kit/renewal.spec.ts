import { renewed } from '../../../channels/src/credentials.js';
import { aContent, startNetworkDouble, type NetworkDouble } from '../../../../test/support/network-double.js';
import { adapterOf } from '../registry.js';

let network: NetworkDouble;
beforeAll(async () => {
  network = await startNetworkDouble();
});
afterAll(() => network.close());

const date = 'Sun, 22 Nov 2026 10:00:00 GMT';
const app = { clientId: 'id', clientSecret: 'the-secret' };
const expiresAt = '2026-11-22T10:30:00.000Z';
const held = { accessToken: 'old-access', refreshToken: 'old-refresh', expiresAt };

const RENEWED = ['instagram', 'linkedin', 'pinterest', 'tiktok'] as const;

const renew = async (platform: (typeof RENEWED)[number], body: unknown, dated = date) => {
  network.answer(() => ({ headers: { date: dated }, body }));
  const adapter = adapterOf(platform);
  const io = network.io(adapter, aContent(), { credential: held });
  const fresh = await adapter.refresh?.(io, app);
  return fresh ? renewed(held, fresh) : null;
};

describe.each(RENEWED)('a renewal of %s', (platform) => {
  it.each([
    1e300,
    Number.MAX_SAFE_INTEGER,
    -3_600,
    0,
    'soon',
    '',
    null,
    undefined,
    [],
    { seconds: 1 },
    true,
    '1e9',
  ])('with expires_in %j lost the new credential', async (expires) => {
    const body = { access_token: 'new-access', refresh_token: 'new-refresh', expires_in: expires };
    expect(await renew(platform, body)).toMatchObject({ accessToken: 'new-access', expiresAt });
  });

  it.each(['', null, undefined, 7, 'with\nline', 'x'.repeat(10_000)])(
    'with the refresh token %j lost the new credential and the old refresh token',
    async (token) => {
      const body = { access_token: 'new-access', refresh_token: token, expires_in: 3_600 };
      expect(await renew(platform, body)).toEqual({
        accessToken: 'new-access',
        refreshToken: 'old-refresh',
        expiresAt: '2026-11-22T11:00:00.000Z',
        refreshExpiresAt: undefined,
      });
    },
  );

  it('takes seconds that are told as digits', async () => {
    const body = { access_token: 'new-access', refresh_token: 'r2-token', expires_in: '3600' };
    expect(await renew(platform, body)).toMatchObject({ expiresAt: '2026-11-22T11:00:00.000Z' });
  });

  it.each(['', 'never', 'Sat, 13 Sep 275760 00:00:00 GMT', 'Thu, 01 Jan 1970 00:00:00 GMT'])(
    'dated %j lost the new credential',
    async (dated) => {
      const body = { access_token: 'new-access', expires_in: 3_600 };
      expect(await renew(platform, body, dated)).toMatchObject({ accessToken: 'new-access', expiresAt });
    },
  );

  it('that grants nothing is no renewal, and what it says is not quoted', async () => {
    for (const body of [
      { access_token: '', refresh_token: 'leaked-refresh' },
      { access_token: 'a b', refresh_token: 'leaked-refresh' },
      { access_token: 7, refresh_token: 'leaked-refresh' },
    ]) {
      await expect(renew(platform, body)).rejects.toMatchObject({ detail: { class: 'transient' } });
      await expect(renew(platform, body)).rejects.not.toThrow('leaked');
    }
  });
});
