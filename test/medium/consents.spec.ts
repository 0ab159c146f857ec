import { adapterOf, type Platform, PLATFORMS } from '#lib/platforms';
import { SANDBOX_PLATFORMS } from '../../apps/sandbox/src/index.js';
import { startApi, startSandbox, type TestApi, type TestSandbox } from '../support/api.js';
import { buildEstablishment, buildMember, type TestMember } from '../support/factories.js';

interface Page {
  url: string;
}
interface Consented {
  id: string;
  accounts: {
    remoteId: string;
    name: string;
    channelId: string | null;
    obstacle: string | null;
    establishmentId: string | null;
  }[];
}

describe('connecting by a network’s consent page', () => {
  let api: TestApi;
  let sandbox: TestSandbox;
  let admin: TestMember;
  const asking = PLATFORMS.filter((platform) => adapterOf(platform).consent);

  beforeAll(async () => {
    sandbox = await startSandbox();
    const applications = Object.fromEntries(
      PLATFORMS.flatMap((platform) => [
        [`${platform.toUpperCase()}_CLIENT_ID`, 'lineup'],
        [`${platform.toUpperCase()}_CLIENT_SECRET`, 'secret'],
      ]),
    );
    api = await startApi({ ...sandbox.env, ...applications });
    admin = await buildMember(api, 'admin');
  });
  afterAll(async () => {
    await api.close();
    await sandbox.close();
  });

  const account = (platform: Platform, name = 'Up café') =>
    sandbox.control.createAccount({ platform, name, handle: name.toLowerCase().replace(/\W/gu, '') });
  const ask = async (platform: Platform, who = admin): Promise<URL> => {
    const page = await who.http.post<Page>('/api/v1/channels/consents', { platform });
    expect(page.status).toBe(201);
    return new URL(page.body.url);
  };
  /** What a person does on the page. @returns where it sends them */
  const agree = async (page: URL, accounts: string[], leftOut = '', answer = 'allow'): Promise<URL> => {
    const shown = await (await fetch(page)).text();
    const scopes = [...shown.matchAll(/name="scope" value="([^"]+)"/gu)].map(([, scope = '']) => scope);
    const form = new URLSearchParams([
      ['answer', answer],
      ...accounts.map((id) => ['account', id]),
      ...scopes.filter((scope) => scope !== leftOut).map((scope) => ['scope', scope]),
    ] as [string, string][]);
    const sent = await fetch(page, {
      method: 'POST',
      body: form.toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      redirect: 'manual',
    });
    return new URL(sent.headers.get('location') ?? '');
  };
  const answerOf = ({ searchParams: back }: URL) => ({
    state: back.get('state') ?? '',
    ...(back.has('code') ? { code: back.get('code') } : {}),
    ...(back.has('error') ? { error: back.get('error') } : {}),
  });
  const bring = (back: URL, who = admin) =>
    who.http.post<Consented & { code: string }>('/api/v1/channels/consents/answer', answerOf(back));
  const choose = (id: string, remoteIds: string[], who = admin) =>
    who.http.post<{ items: { id: string; remoteId: string; state: string }[]; code: string }>(
      `/api/v1/channels/consents/${id}/connect`,
      {
        accounts: remoteIds.map((remoteId) => ({ remoteId, establishmentId: who.organisation.rootId })),
      },
    );

  it.each(asking)('makes an account of %s a channel that works', async (platform) => {
    const { id, token } = account(platform);
    const back = await agree(await ask(platform), [id]);
    expect(`${back.origin}${back.pathname}`).toBe(`${api.config.PUBLIC_URL}/channels/consent`);
    const consented = await bring(back);
    const remoteId = SANDBOX_PLATFORMS[platform].remoteIdOf(id);
    expect(consented.body.accounts).toMatchObject([{ remoteId, channelId: null, obstacle: null }]);
    expect(JSON.stringify(consented.body)).not.toContain(token);
    const connected = await choose(consented.body.id, [remoteId]);
    expect([connected.status, connected.body.items[0]?.state]).toEqual([201, 'connected']);
    const checked = await admin.http.post<{ state: string }>(
      `/api/v1/channels/${connected.body.items[0]?.id ?? ''}/check`,
      {},
    );
    expect(checked.body.state).toBe('connected');
  });

  it('connects many pages at once, and none that the person has no role on', async () => {
    const pages = Array.from({ length: 120 }, (_, n) => account('facebook', `Café ${n}`));
    const watched = sandbox.control.createAccount({
      platform: 'facebook',
      name: 'La mairie',
      handle: 'mairie',
      options: { withoutTask: true },
    });
    const consented = await bring(
      await agree(await ask('facebook'), [...pages.map(({ id }) => id), watched.id]),
    );
    expect(consented.body.accounts).toHaveLength(121);
    const obstacles = consented.body.accounts.filter(({ obstacle }) => obstacle === 'role');
    expect(obstacles.map(({ name }) => name)).toEqual(['La mairie']);
    expect((await choose(consented.body.id, [watched.id])).status).toBe(422);
    const connected = await choose(
      consented.body.id,
      pages.map(({ id }) => id),
    );
    expect(connected.body.items).toHaveLength(120);
  });

  it('finds the pages of a portfolio beside a person’s own, and goes without them where that right is left out', async () => {
    const own = account('facebook', 'À moi');
    const { id: portfolio } = sandbox.control.createAccount({
      platform: 'facebook',
      name: 'Du groupe',
      handle: 'dugroupe',
      options: { portfolio: true },
    });
    const all = await bring(await agree(await ask('facebook'), [own.id, portfolio]));
    expect(all.body.accounts.map(({ name }) => name).sort()).toEqual(['Du groupe', 'À moi']);
    const less = await bring(await agree(await ask('facebook'), [own.id, portfolio], 'business_management'));
    expect(less.body.accounts.map(({ name }) => name)).toEqual(['À moi']);
  });

  it('gives a channel that is there its new credential, and leaves it where it is', async () => {
    const { id } = account('threads');
    const first = await bring(await agree(await ask('threads'), [id]));
    const [channel] = (await choose(first.body.id, [id])).body.items;
    sandbox.control.patchAccount('threads', id, { token: 'THAAanother-token-of-the-same-profile' });
    const again = await bring(await agree(await ask('threads'), [id]));
    expect(again.body.accounts[0]).toMatchObject({
      channelId: channel?.id,
      establishmentId: admin.organisation.rootId,
    });
    const connected = await choose(again.body.id, [id]);
    expect(connected.body.items.map((one) => one.id)).toEqual([channel?.id]);
  });

  it('says that the person refused, or left out a right that is needed', async () => {
    const { id } = account('tiktok');
    const refused = await bring(await agree(await ask('tiktok'), [id], '', 'refuse'));
    expect([refused.status, refused.body.code]).toEqual([422, 'consent_refused']);
    const partial = await bring(await agree(await ask('tiktok'), [id], 'video.publish'));
    expect([partial.status, partial.body.code]).toEqual([422, 'consent_scope_missing']);
  });

  it('takes an answer once, from the session that asked, and nothing that was not asked for', async () => {
    const { id } = account('threads');
    const other = await buildMember(api, 'admin', { organisation: admin.organisation });
    const back = await agree(await ask('threads'), [id]);
    expect((await bring(back, other)).body.code).toBe('consent_over');
    const consented = await bring(back);
    expect(consented.status).toBe(201);
    // Its answer may have been lost: the same person gets the same, and the network is not asked again.
    const asked = sandbox.control.ledger({ platform: 'threads', account: id }).entries.length;
    expect((await bring(back)).body).toEqual(consented.body);
    expect((await bring(back, other)).body.code).toBe('consent_over');
    expect(sandbox.control.ledger({ platform: 'threads', account: id }).entries).toHaveLength(asked);
    expect((await choose(consented.body.id, [id], other)).body.code).toBe('not_found');
    expect((await choose(consented.body.id, ['17'])).status).toBe(422);
    expect((await choose(consented.body.id, [id])).status).toBe(201);
    expect((await choose(consented.body.id, [id])).body.code).toBe('not_found');
    expect((await bring(back)).body.code).toBe('consent_over');
  });

  it('does not offer the account of an establishment that one does not manage', async () => {
    const { id } = account('threads', 'Ailleurs');
    const [mine, theirs] = [
      await buildEstablishment(api, admin.organisation),
      await buildEstablishment(api, admin.organisation),
    ];
    const first = await bring(await agree(await ask('threads'), [id]));
    const made = await admin.http.post(`/api/v1/channels/consents/${first.body.id}/connect`, {
      accounts: [{ remoteId: id, establishmentId: theirs.id }],
    });
    expect(made.status).toBe(201);
    const local = await buildMember(api, 'admin', {
      organisation: admin.organisation,
      establishmentId: mine.id,
    });
    const seen = await bring(await agree(await ask('threads', local), [id]), local);
    expect(seen.body.accounts).toMatchObject([
      { remoteId: id, obstacle: 'elsewhere', channelId: null, establishmentId: null },
    ]);
    const taken = await local.http.post(`/api/v1/channels/consents/${seen.body.id}/connect`, {
      accounts: [{ remoteId: id, establishmentId: mine.id }],
    });
    expect(taken.status).toBe(403);
  });

  it.each(['mastodon', 'threads', 'x'] as const)(
    'never uses a code of %s without our verifier',
    async (platform) => {
      const { id } = account(platform);
      const page = await ask(platform);
      page.searchParams.set('code_challenge', 'a-challenge-of-somebody-else');
      const consented = await bring(await agree(page, [id]));
      expect([consented.status, consented.body.code]).toEqual([422, 'consent_failed']);
    },
  );

  it.each(['mastodon', 'tiktok', 'x'] as const)(
    'withdraws the consent of a channel of %s that is removed',
    async (platform) => {
      const { id } = account(platform);
      const consented = await bring(await agree(await ask(platform), [id]));
      const remoteId = SANDBOX_PLATFORMS[platform].remoteIdOf(id);
      const [channel] = (await choose(consented.body.id, [remoteId])).body.items;
      const state = () => sandbox.control.accounts(platform).find((one) => one.id === id)?.tokenState;
      expect(state()).toBe('ok');
      expect((await admin.http.delete(`/api/v1/channels/${channel?.id ?? ''}`)).status).toBe(204);
      expect(state()).toBe('revoked');
    },
  );

  it('registers with the server that a person names, once, and anew when the server has forgotten', async () => {
    const { MASTODON_API_ORIGIN: server, ...env } = sandbox.env;
    // The settings are for the network's one place: another server is not told this secret.
    const settings = { MASTODON_CLIENT_ID: 'of-another-server', MASTODON_CLIENT_SECRET: 'its-secret' };
    const there = await startApi({ ...env, ...settings, OUTBOUND_ALLOW: '127.0.0.0/8' });
    const member = await buildMember(there, 'admin');
    const { id } = account('mastodon');
    const begin = (address = server) =>
      member.http.post<Page & { code: string }>('/api/v1/channels/consents', {
        platform: 'mastodon',
        server: address,
      });
    const clientOf = (page: { body: Page }) => new URL(page.body.url).searchParams.get('client_id');
    const first = await begin();
    expect(clientOf(first)).toMatch(/^app-/u);
    expect(clientOf(await begin())).toBe(clientOf(first));
    const consented = await bring(await agree(new URL(first.body.url), [id]), member);
    const remoteId = SANDBOX_PLATFORMS.mastodon.remoteIdOf(id);
    expect(consented.body.accounts).toMatchObject([{ remoteId }]);
    const connected = await member.http.post<{ items: object[] }>(
      `/api/v1/channels/consents/${consented.body.id}/connect`,
      { accounts: [{ remoteId, establishmentId: member.organisation.rootId }] },
    );
    expect(connected.body.items).toMatchObject([{ server, state: 'connected', limits: { textMax: 500 } }]);
    const asked = JSON.stringify(sandbox.control.ledger({ platform: 'mastodon' }).entries);
    expect(asked).not.toContain('of-another-server');
    await sandbox.control.reset();
    expect(clientOf(await begin())).not.toBe(clientOf(first));
    const refused = await begin('http://10.1.2.3/mastodon');
    expect([refused.status, refused.body.code]).toEqual([422, 'channel_refused']);
    await there.close();
  });

  it('tells which settings an operator still has to give', async () => {
    const bare = await startApi(sandbox.env);
    const there = await buildMember(bare, 'admin');
    const networks = await there.http.get<{ items: { platform: string; missing: string[] }[] }>(
      '/api/v1/channels/networks',
    );
    expect(networks.body.items.find(({ platform }) => platform === 'linkedin')?.missing).toEqual([
      'LINKEDIN_CLIENT_ID',
      'LINKEDIN_CLIENT_SECRET',
    ]);
    const asked = await there.http.post<{ code: string }>('/api/v1/channels/consents', {
      platform: 'linkedin',
    });
    expect([asked.status, asked.body.code]).toEqual([409, 'consent_not_set_up']);
    await bare.close();
  });
});
