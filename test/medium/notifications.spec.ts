import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Database, type OutboxBodies, leaveMessage } from '#lib/database';
import { newId } from '#lib/kernel';
import { Retention } from '#lib/health';
import { OutboxConsumer } from '#lib/notifications';
import { startApi, type TestApi } from '../support/api.js';
import {
  buildChannel,
  buildEstablishment,
  buildMember,
  buildOrganisation,
  buildPost,
  type TestMember,
  type TestOrganisation,
} from '../support/factories.js';
import type { Schemas } from '../support/http.js';
import { until } from '../support/until.js';

let api: TestApi;
let organisation: TestOrganisation;
let admin: TestMember;
let manager: TestMember;
let editor: TestMember;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  organisation = await buildOrganisation(api);
  const establishment = await buildEstablishment(api, organisation);
  admin = await buildMember(api, 'admin', { organisation });
  manager = await buildMember(api, 'manager', { organisation, establishmentId: establishment.id });
  editor = await buildMember(api, 'editor', { organisation, establishmentId: establishment.id });
});

const database = () => api.app.get(Database, { strict: false });
const say = <K extends keyof OutboxBodies>(kind: K, body: OutboxBodies[K]) =>
  database().system((tx) => leaveMessage(tx, organisation.id, kind, body));
const drain = () => api.app.get(OutboxConsumer, { strict: false }).drain();
const listOf = async (member: TestMember, query = '') =>
  (await member.http.get<Schemas['NotificationPage']>(`/api/v1/notifications${query}`)).body;
const titlesOf = async (member: TestMember) => (await listOf(member)).items.map(({ title }) => title);

/** A post of the editor's establishment on a channel of it, and ids to speak of them. */
async function scene() {
  const me = await editor.http.get<Schemas['Me']>('/api/v1/me');
  const establishmentId = me.body.grants[0]?.establishmentId ?? '';
  const channel = await buildChannel(api, organisation, 'facebook', { establishmentId });
  const post = await buildPost(editor, { channelIds: [channel.id], establishmentId, title: 'Café logement' });
  return {
    post,
    channelId: channel.id,
    body: { publicationId: newId(), postId: post.id, channelId: channel.id },
  };
}

describe('a failed publication', () => {
  it('is told its author and the managers of its establishment once, however many channels it failed on', async () => {
    const { body } = await scene();
    await say('publication.failed', body);
    await say('publication.failed', body);
    await until(
      'both to be told',
      async () => (await drain()) === 0 && (await listOf(editor)).items[0]?.count === 2,
    );
    expect(await titlesOf(editor)).toEqual(['2 deliveries of “Café logement” failed']);
    expect(await titlesOf(manager)).toHaveLength(1);
    expect(await titlesOf(admin)).toEqual([]);
  });

  it('is news again after it was read', async () => {
    const { body } = await scene();
    await say('publication.failed', body);
    await until('the first', async () => (await drain(), (await listOf(editor)).unread === 1));
    const [first] = (await listOf(editor)).items;
    const read = await editor.http.post<Schemas['UnreadCount']>(`/api/v1/notifications/${first?.id}/read`);
    expect(read.body.unread).toBe(0);
    await say('publication.failed', body);
    await until('the second', async () => (await drain(), (await listOf(editor)).unread === 1));
    expect((await listOf(editor)).items.map(({ readAt }) => readAt === null)).toEqual([true, false]);
  });

  it('is told once by ten processes that look at the same moment', async () => {
    const { body } = await scene();
    await say('publication.failed', body);
    await Promise.all(Array.from({ length: 10 }, drain));
    expect((await listOf(editor)).items.map(({ count }) => count)).toEqual([1]);
  });

  it('keeps nobody from being told of another, when it cannot be told itself', async () => {
    const { body } = await scene();
    await database().query(
      `WITH bad AS (INSERT INTO outbox_message (organisation_id, kind, body)
         VALUES ($1, 'publication.failed', '{"postId": "no id at all"}') RETURNING id) SELECT id FROM bad`,
      [organisation.id],
    );
    await say('publication.failed', body);
    await until('the good one', async () => (await drain(), (await listOf(editor)).unread === 1));
    const left = await database().query('SELECT 1 FROM outbox_message WHERE organisation_id = $1', [
      organisation.id,
    ]);
    expect(left).toHaveLength(1);
    await database().query('WITH gone AS (DELETE FROM outbox_message RETURNING id) SELECT id FROM gone');
  });
});

describe('a review', () => {
  it('is asked of those who may approve, and its answer told to whoever asked, closing the question', async () => {
    const { post } = await scene();
    await editor.http.post(`/api/v1/posts/${post.id}/submit`, {});
    await until('the question', async () => (await drain(), (await listOf(manager)).unread === 1));
    expect((await listOf(manager)).items[0]).toMatchObject({
      kind: 'review.asked',
      path: `/review/${post.id}`,
    });
    expect(await titlesOf(editor)).toEqual([]);
    await manager.http.post(`/api/v1/posts/${post.id}/request-changes`, { note: 'Le lieu a changé.' });
    await until('the answer', async () => (await drain(), (await listOf(editor)).unread === 1));
    expect((await listOf(editor)).items[0]).toMatchObject({
      title: expect.stringContaining('asks for changes to “Café logement”'),
      text: 'Le lieu a changé.',
    });
    expect((await listOf(manager)).unread).toBe(0);
  });
});

describe('a channel that needs reconnecting', () => {
  it('is told whoever connected it, and the administrators', async () => {
    const { channelId } = await scene();
    await database().query(
      `WITH who AS (INSERT INTO audit_entry (organisation_id, id, actor_id, actor_name, action, subject_type, subject_id)
         VALUES ($1, $2, $3, 'x', 'channel.connected', 'channel', $4) RETURNING id) SELECT id FROM who`,
      [organisation.id, newId(), editor.userId, channelId],
    );
    await say('channel.reconnect_needed', { channelId, reason: 'token_expired' });
    await until('both', async () => (await drain(), (await listOf(admin)).unread === 1));
    expect(await titlesOf(editor)).toHaveLength(1);
    expect(await titlesOf(manager)).toEqual([]);
  });
});

describe('the list', () => {
  it('speaks the reader’s language, pages by cursor, and is read all at once', async () => {
    const { channelId } = await scene();
    for (const [before, days] of ([14, 7, 1] as const).entries()) {
      await say('channel.token_expiring', { channelId, expiresAt: '2031-01-01T00:00:00.000Z', days });
      // Days lie between them: what is told at one moment has no order.
      await until('one more', async () => (await drain(), (await listOf(admin)).unread === before + 1));
    }
    const french = await admin.http.get<Schemas['NotificationPage']>('/api/v1/notifications?limit=2', {
      'accept-language': 'fr',
    });
    expect(french.body.items[0]?.title).toContain('prend fin demain');
    expect(french.body.unread).toBe(3);
    const rest = await listOf(admin, `?limit=2&cursor=${french.body.nextCursor ?? ''}`);
    expect([rest.items.length, rest.nextCursor]).toEqual([1, null]);
    expect(
      (await admin.http.post<Schemas['UnreadCount']>('/api/v1/notifications/read-all')).body.unread,
    ).toBe(0);
    expect((await listOf(admin, '?unread=true')).items).toEqual([]);
  });

  it('is each person’s own, even within an organisation', async () => {
    const { body } = await scene();
    await say('publication.failed', body);
    await until('it', async () => (await drain(), (await listOf(editor)).unread === 1));
    const id = (await listOf(editor)).items[0]?.id;
    expect((await admin.http.post(`/api/v1/notifications/${id}/read`)).status).toBe(404);
    expect((await listOf(editor)).unread).toBe(1);
  });
});

describe('what was told half a year ago', () => {
  it('is forgotten, and nothing younger', async () => {
    const { body } = await scene();
    await say('publication.failed', body);
    await say('publication.needs_attention', body);
    await until('both', async () => (await drain(), (await listOf(editor)).unread === 2));
    await database().query(
      `WITH old AS (UPDATE notification SET created_at = now() - interval '181 days'
         WHERE user_id = $1 AND kind = 'publication.failed' RETURNING id) SELECT id FROM old`,
      [editor.userId],
    );
    await api.app.get(Retention, { strict: false }).sweep();
    expect((await listOf(editor)).items.map(({ kind }) => kind)).toEqual(['publication.needs_attention']);
  });
});

describe('a person’s choice', () => {
  it('is all of it at first, changes kind by kind, and counts from then on', async () => {
    const path = '/api/v1/me/notification-preferences';
    const before = await editor.http.get<Schemas['NotificationPreferences']>(path);
    expect(before.body.choices.every(({ inApp, email }) => inApp && email)).toBe(true);
    expect(before.body.emailTo).toBeNull();
    const changed = await editor.http.patch<Schemas['NotificationPreferences']>(path, {
      locale: 'en',
      choices: [{ kind: 'publication.failed', inApp: false, email: false }],
    });
    expect(changed.body.locale).toBe('en');
    const off = changed.body.choices.filter(({ inApp }) => !inApp).map(({ kind }) => kind);
    expect(off).toEqual(['publication.failed']);
    const { body } = await scene();
    await say('publication.failed', body);
    await until('the manager', async () => (await drain(), (await listOf(manager)).unread === 1));
    expect(await titlesOf(editor)).toEqual([]);
    const unknown = await editor.http.patch(path, {
      choices: [{ kind: 'gossip', inApp: true, email: true }],
    });
    expect(unknown.status).toBe(422);
  });
});
