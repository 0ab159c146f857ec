import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import sharp from 'sharp';
import { startApi, startSandbox, type TestApi, type TestSandbox } from '../support/api.js';
import { buildChannel, buildMember, buildPost, type TestMember } from '../support/factories.js';
import type { Answer, Problem, Schemas } from '../support/http.js';
import { until } from '../support/until.js';

type Act = () => Promise<Answer<Problem>>;

describe('two people at the same moment', () => {
  let api: TestApi;
  let sandbox: TestSandbox;
  let owner: Client;
  /** Outside of the owner's transactions, where a snapshot of who waits is kept. */
  let watcher: Client;
  let admin: TestMember;
  let second: TestMember;

  beforeAll(async () => {
    sandbox = await startSandbox();
    api = await startApi(sandbox.env);
    owner = new Client({ connectionString: api.database.url });
    watcher = new Client({ connectionString: api.database.url });
    await Promise.all([owner.connect(), watcher.connect()]);
  });
  beforeEach(async () => {
    admin = await buildMember(api, 'admin');
    second = await buildMember(api, 'admin', { organisation: admin.organisation });
  });
  afterAll(async () => {
    await Promise.all([owner?.end(), watcher?.end()]);
    await api?.close();
    await sandbox?.close();
  });

  const waiting = (count: number) =>
    until(`${count} to wait for the row`, async () => {
      const { rows } = await watcher.query(
        `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      return rows.length === count;
    });

  /** Both acts begin while somebody holds the row, and go on together once both wait for it. */
  async function together(table: string, id: string, acts: [Act, Act]): Promise<number[]> {
    await owner.query('BEGIN');
    await owner.query(`SELECT 1 FROM ${table} WHERE id = $1 FOR UPDATE`, [id]);
    const answers = acts.map((act) => act());
    await waiting(2);
    await owner.query('COMMIT');
    return (await Promise.all(answers)).map(({ status }) => status).sort();
  }
  const history = async (subjectId: string): Promise<string[]> =>
    (
      await admin.http.get<{ items: { action: string }[] }>(`/api/v1/audit-log?subjectId=${subjectId}`)
    ).body.items.map(({ action }) => action);

  const medium = async (): Promise<string> => {
    const picture = sharp({ create: { width: 20, height: 20, channels: 3, background: '#e63c14' } });
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(await picture.png().toBuffer())]), 'up.png');
    return (await admin.http.send<{ id: string }>('POST', '/api/v1/media', form)).body.id;
  };

  const things: [string, string, string, string, () => Promise<string>][] = [
    ['a medium', 'media', '/api/v1/media', 'media.removed', medium],
    [
      'a channel',
      'channel',
      '/api/v1/channels',
      'channel.removed',
      async () => (await buildChannel(api, admin.organisation, 'facebook')).id,
    ],
    [
      'a key',
      'api_key',
      '/api/v1/api-keys',
      'api_key.removed',
      async () =>
        (await admin.http.post<Schemas['CreatedApiKey']>('/api/v1/api-keys', { name: 'k', scopes: ['read'] }))
          .body.key.id,
    ],
    [
      'a post',
      'post',
      '/api/v1/posts',
      'post.deleted',
      async () => (await buildPost(admin, { text: 'Up', channelIds: [] })).id,
    ],
    [
      'a member',
      'member',
      '/api/v1/members',
      'member.removed',
      async () => {
        const { email } = await buildMember(api, 'editor', { organisation: admin.organisation });
        const { body } = await admin.http.get<{ items: Schemas['Member'][] }>('/api/v1/members');
        return body.items.find((one) => one.email === email)?.id ?? '';
      },
    ],
  ];
  it.each(things)('wrote twice that %s was removed', async (_, table, path, action, make) => {
    const id = await make();
    const remove = (who: TestMember) => () => who.http.delete(`${path}/${id}`);
    expect(await together(table, id, [remove(admin), remove(second)])).toEqual([204, 404]);
    expect((await history(id)).filter((one) => one === action)).toEqual([action]);
  });

  it('changed a medium after the other had removed it', async () => {
    const id = await medium();
    await together('media', id, [
      () => admin.http.delete(`/api/v1/media/${id}`),
      () => second.http.patch(`/api/v1/media/${id}`, { altText: 'Un café' }),
    ]);
    // The latest first. Whoever was first, nothing follows a removal.
    expect((await history(id))[0]).toBe('media.removed');
  });

  it('connected a removed channel again, both of them', async () => {
    const account = sandbox.control.createAccount({ platform: 'facebook', name: 'Page', handle: 'page' });
    const body = {
      platform: 'facebook',
      establishmentId: admin.organisation.rootId,
      accessToken: account.token,
    };
    const { id } = (await admin.http.post<Schemas['Channel']>('/api/v1/channels', body)).body;
    expect((await admin.http.delete(`/api/v1/channels/${id}`)).status).toBe(204);
    const connect = (who: TestMember) => () => who.http.post('/api/v1/channels', body);
    expect(await together('channel', id, [connect(admin), connect(second)])).toEqual([201, 409]);
    expect(await history(id)).toEqual(['channel.connected', 'channel.removed', 'channel.connected']);
  });

  it('called a channel connected whose credential the network had just refused', async () => {
    const { id } = await buildChannel(api, admin.organisation, 'facebook');
    await owner.query('BEGIN');
    await owner.query(
      `UPDATE channel SET state = 'reconnect_needed', state_reason = 'expired' WHERE id = $1`,
      [id],
    );
    const answer = admin.http.patch(`/api/v1/channels/${id}`, { state: 'connected' });
    await waiting(1);
    await owner.query('COMMIT');
    expect((await answer).status).toBe(409);
    const { rows } = await owner.query<{ state: string }>('SELECT state FROM channel WHERE id = $1', [id]);
    expect(rows[0]?.state).toBe('reconnect_needed');
  });
});
