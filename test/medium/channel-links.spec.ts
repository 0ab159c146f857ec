import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Database } from '#lib/database';
import { ChannelLink } from '#lib/channels';
import { newId } from '#lib/kernel';
import { startApi, startSandbox, type TestApi, type TestSandbox } from '../support/api.js';
import { buildEstablishment, buildMember, type TestMember } from '../support/factories.js';
import type { Schemas } from '../support/http.js';

describe('a link by which the owner of an account connects it', () => {
  let api: TestApi;
  let sandbox: TestSandbox;
  let admin: TestMember;
  let village: string;

  beforeAll(async () => {
    sandbox = await startSandbox();
    const applications = Object.fromEntries(
      ['FACEBOOK', 'THREADS'].flatMap((name) => [
        [`${name}_CLIENT_ID`, 'lineup'],
        [`${name}_CLIENT_SECRET`, 'secret'],
      ]),
    );
    api = await startApi({ ...sandbox.env, ...applications, OUTBOUND_ALLOW: '127.0.0.0/8' });
    admin = await buildMember(api, 'admin');
    village = (await buildEstablishment(api, admin.organisation, 'Café de Bazoches')).id;
  });
  afterAll(async () => {
    await api.close();
    await sandbox.close();
  });

  const make = async (who = admin, platform = 'facebook'): Promise<{ id: string; address: string }> => {
    const made = await who.http.post<Schemas['MadeChannelLink']>('/api/v1/channels/links', {
      platform,
      establishmentId: village,
    });
    expect(made.status).toBe(201);
    const token = made.body.url.split('/').at(-1) ?? '';
    return { id: made.body.link.id, address: `/api/v1/channel-links/${token}` };
  };
  /** What the owner does on the network's page. @returns what it sends back */
  const agree = async (url: string, account: string): Promise<Record<string, string>> => {
    const shown = await (await fetch(url)).text();
    const scopes = [...shown.matchAll(/name="scope" value="([^"]+)"/gu)].map(([, scope = '']) => scope);
    const form = new URLSearchParams([
      ['answer', 'allow'],
      ['account', account],
      ...scopes.map((scope) => ['scope', scope]),
    ] as [string, string][]);
    const sent = await fetch(url, {
      method: 'POST',
      body: form.toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      redirect: 'manual',
    });
    return Object.fromEntries(new URL(sent.headers.get('location') ?? '').searchParams);
  };
  const consented = async (address: string, account: string) => {
    const page = await api.anyone.post<{ url: string }>(`${address}/consents`, {});
    const { state, code } = await agree(page.body.url, account);
    return api.anyone.post<Schemas['ConsentedAccounts']>(`${address}/consents/answer`, { state, code });
  };
  const account = (name: string) =>
    sandbox.control.createAccount({
      platform: 'facebook',
      name,
      handle: name.toLowerCase().replace(/\W/gu, ''),
    });

  it('tells what it is for, and connects one account for its establishment, once', async () => {
    const { id } = await account('Bazoches à table');
    const { address } = await make();
    const told = await api.anyone.get<Schemas['OpenChannelLink']>(address);
    expect(told.body).toMatchObject({ establishment: 'Café de Bazoches', platform: 'facebook' });

    const consent = await consented(address, id);
    const again = await api.anyone.get(`${address}/consents/${consent.body.id}`);
    expect(again.body).toEqual(consent.body);
    expect(JSON.stringify(consent.body)).not.toContain('oken');
    const done = await api.anyone.post(`${address}/consents/${consent.body.id}/connect`, { remoteId: id });
    expect([done.status, done.body]).toEqual([201, { name: 'Bazoches à table', handle: 'bazochestable' }]);

    const channels = await admin.http.get<Schemas['ChannelPage']>('/api/v1/channels');
    const made = channels.body.items.find(({ remoteId }) => remoteId === id);
    expect(made).toMatchObject({ establishmentId: village, state: 'connected' });
    expect((await api.anyone.get(address)).body.code).toBe('link_over');
    const { items } = (await admin.http.get<Schemas['AuditPage']>(`/api/v1/audit-log?subjectId=${made?.id}`))
      .body;
    expect(items).toMatchObject([{ action: 'channel.connected', actorId: admin.userId }]);
    expect(items[0]?.detail).toHaveProperty('link');
  });

  it('opens nothing else: no other network, no other link’s consent, no list of channels', async () => {
    const { id } = await account('Lormes');
    const [one, other] = [await make(), await make()];
    const consent = await consented(one.address, id);
    const taken = await api.anyone.post(`${other.address}/consents/${consent.body.id}/connect`, {
      remoteId: id,
    });
    expect(taken.status).toBe(404);
    // Nothing was used up by that.
    expect((await api.anyone.get(other.address)).status).toBe(200);
    const byMember = await admin.http.get(`/api/v1/channels/consents/${consent.body.id}`);
    expect(byMember.status).toBe(404);
    const token = one.address.split('/').at(-1);
    const asKey = await api.anyone.get('/api/v1/channels', { authorization: `Bearer ${token}` });
    expect(asKey.status).toBe(401);
  });

  it('took another establishment’s channel, and ended its pause: it is out of a link’s reach', async () => {
    const { id } = await account('Corbigny');
    const elsewhere = await buildEstablishment(api, admin.organisation);
    const own = await make();
    const first = await consented(own.address, id);
    await api.anyone.post(`${own.address}/consents/${first.body.id}/connect`, { remoteId: id });
    const found = (await admin.http.get<Schemas['ChannelPage']>('/api/v1/channels')).body.items;
    const channel = found.find(({ remoteId }) => remoteId === id);
    await admin.http.patch(`/api/v1/channels/${channel?.id}`, { state: 'paused' });

    const other = await admin.http.post<Schemas['MadeChannelLink']>('/api/v1/channels/links', {
      platform: 'facebook',
      establishmentId: elsewhere.id,
    });
    const address = `/api/v1/channel-links/${other.body.url.split('/').at(-1)}`;
    const consent = await consented(address, id);
    expect(consent.body.accounts).toMatchObject([{ remoteId: id, obstacle: 'elsewhere', channelId: null }]);
    const taken = await api.anyone.post(`${address}/consents/${consent.body.id}/connect`, { remoteId: id });
    expect([taken.status, taken.body.code]).toEqual([409, 'channel_exists']);

    // By a link of its own establishment it gets its new access, and stays paused.
    const again = await make();
    const renewed = await consented(again.address, id);
    const done = await api.anyone.post(`${again.address}/consents/${renewed.body.id}/connect`, {
      remoteId: id,
    });
    expect(done.status).toBe(201);
    const after = (await admin.http.get<Schemas['ChannelPage']>('/api/v1/channels')).body.items;
    expect(after.find(({ remoteId }) => remoteId === id)).toMatchObject({
      establishmentId: village,
      state: 'paused',
    });
  });

  it('opens for whoever has a passkey alone where two factors are asked: it was over from the first', async () => {
    const keyed = await buildMember(api, 'admin');
    await api.app.get(Database, { strict: false }).query(
      `INSERT INTO auth.passkey (id, user_id, name, credential_id, public_key, counter, transports)
         VALUES ($1, $2, 'k', 'k', '', 0, '{}')`,
      [newId(), keyed.userId],
    );
    const { body } = await keyed.http.post<Schemas['MadeChannelLink']>('/api/v1/channels/links', {
      platform: 'facebook',
      establishmentId: keyed.organisation.rootId,
    });
    await api.app
      .get(Database, { strict: false })
      .query(`UPDATE organisation SET require_two_factor = true WHERE id = $1`, [keyed.organisation.id]);
    const told = await api.anyone.get(`/api/v1/channel-links/${body.url.split('/').at(-1)}`);
    expect(told.status).toBe(200);
  });

  it('opens nothing once it is taken back, has expired, or its maker has left', async () => {
    const [revoked, expired] = [await make(), await make()];
    expect((await admin.http.delete(`/api/v1/channels/links/${revoked.id}`)).status).toBe(204);
    expect((await api.anyone.get(revoked.address)).body.code).toBe('link_over');

    await api.app
      .get(Database, { strict: false })
      .inOrganisation(admin.organisation.id, (tx) =>
        tx.update(ChannelLink, { id: expired.id }, { expiresAt: new Date('2020-01-01T00:00:00Z') }),
      );
    expect((await api.anyone.get(expired.address)).body.code).toBe('link_over');
    const listed = await admin.http.get<Schemas['ChannelLinkPage']>('/api/v1/channels/links');
    expect(listed.body.items.map(({ id }) => id)).not.toContain(expired.id);

    const second = await buildMember(api, 'admin', { organisation: admin.organisation });
    const left = await make(second);
    expect((await admin.http.delete(`/api/v1/members/${second.id}`)).status).toBe(204);
    expect((await api.anyone.get(left.address)).body.code).toBe('link_over');
  });

  it('connects nothing where its maker may no longer manage channels', async () => {
    const { id } = await account('Cercy');
    const third = await buildMember(api, 'admin', { organisation: admin.organisation });
    const { address } = await make(third);
    const consent = await consented(address, id);
    await admin.http.patch(`/api/v1/members/${third.id}`, { role: 'viewer' });
    const done = await api.anyone.post(`${address}/consents/${consent.body.id}/connect`, { remoteId: id });
    expect([done.status, done.body.code]).toEqual([404, 'link_over']);
    expect((await api.anyone.get(address)).status).toBe(404);
    const channels = await admin.http.get<Schemas['ChannelPage']>('/api/v1/channels');
    expect(channels.body.items.map(({ remoteId }) => remoteId)).not.toContain(id);
  });

  it('is not made by whoever manages no channels, nor where no application could use it', async () => {
    const editor = await buildMember(api, 'editor', { organisation: admin.organisation });
    const body = { platform: 'facebook', establishmentId: village };
    expect((await editor.http.post('/api/v1/channels/links', body)).status).toBe(403);
    const without = await admin.http.post('/api/v1/channels/links', { ...body, platform: 'linkedin' });
    expect([without.status, without.body.code]).toEqual([409, 'consent_not_set_up']);
    const foreign = await buildMember(api, 'admin');
    expect((await foreign.http.post('/api/v1/channels/links', body)).status).toBe(422);
  });
});

describe('the picture of an account', () => {
  it('is read here, as a picture or not at all', async () => {
    const served: Record<string, [string, Buffer]> = {
      '/good.png': ['image/png', Buffer.from('89504e470d0a1a0a', 'hex')],
      '/page.html': ['text/html', Buffer.from('<script>alert(1)</script>')],
      '/large.png': ['image/png', Buffer.alloc(1_000_001)],
    };
    const pictures = createServer((request, response) => {
      const [mime, bytes] = served[request.url ?? ''] ?? ['text/plain', Buffer.from('')];
      response.writeHead(200, { 'content-type': mime }).end(bytes);
    });
    await new Promise<void>((listening) => pictures.listen(0, '127.0.0.1', listening));
    const origin = `http://127.0.0.1:${(pictures.address() as AddressInfo).port}`;
    const sandbox = await startSandbox();
    const application = { THREADS_CLIENT_ID: 'lineup', THREADS_CLIENT_SECRET: 'secret' };
    const api = await startApi({ ...sandbox.env, ...application, OUTBOUND_ALLOW: '127.0.0.0/8' });
    try {
      const admin = await buildMember(api, 'admin');
      const statuses: unknown[] = [];
      for (const path of Object.keys(served)) {
        const { id } = await sandbox.control.createAccount({
          platform: 'threads',
          name: path,
          handle: path.replace(/\W/gu, ''),
          options: { picture: `${origin}${path}` },
        });
        const page = await admin.http.post<{ url: string }>('/api/v1/channels/consents', {
          platform: 'threads',
        });
        const form = new URLSearchParams({ answer: 'allow', account: id });
        const asked = await (await fetch(page.body.url)).text();
        for (const [, scope = ''] of asked.matchAll(/name="scope" value="([^"]+)"/gu)) {
          form.append('scope', scope);
        }
        const sent = await fetch(page.body.url, { method: 'POST', body: form, redirect: 'manual' });
        const { state, code } = Object.fromEntries(new URL(sent.headers.get('location') ?? '').searchParams);
        const consent = await admin.http.post<Schemas['ConsentedAccounts']>(
          '/api/v1/channels/consents/answer',
          {
            state,
            code,
          },
        );
        expect(consent.body.accounts).toMatchObject([{ remoteId: id, hasPicture: true }]);
        const picture = await admin.http.get(
          `/api/v1/channels/consents/${consent.body.id}/picture?account=${id}`,
        );
        statuses.push([picture.status, picture.headers.get('content-type')?.split(';')[0]]);
        if (path === '/good.png') {
          expect(picture.headers.get('content-security-policy')).toContain('sandbox');
          expect(picture.headers.get('x-content-type-options')).toBe('nosniff');
        }
      }
      expect(statuses).toEqual([
        [200, 'image/png'],
        [404, 'application/problem+json'],
        [422, 'application/problem+json'],
      ]);
    } finally {
      await api.close();
      await sandbox.close();
      await new Promise((closed) => pictures.close(closed));
    }
  });
});
