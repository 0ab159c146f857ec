import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#lib/kernel';
import { startApi, startSandbox, type TestApi, type TestSandbox } from '../support/api.js';
import {
  buildChannel,
  buildMember,
  buildOrganisation,
  buildPost,
  signIn,
  type TestMember,
  type TestOrganisation,
} from '../support/factories.js';
import type { Schemas } from '../support/http.js';

type Post = Schemas['Post'];

let api: TestApi;
let sandbox: TestSandbox;
let organisation: TestOrganisation;
let editor: TestMember;
let manager: TestMember;
let admin: TestMember;
let facebook: { id: string };
let instagram: { id: string };
const localSchedule = { localTime: '2031-12-01T09:00', timeZone: 'Europe/Paris' };

beforeAll(async () => {
  sandbox = await startSandbox();
  api = await startApi(sandbox.env);
  organisation = await buildOrganisation(api);
  [editor, manager, admin] = [
    await buildMember(api, 'editor', { organisation }),
    await buildMember(api, 'manager', { organisation }),
    await buildMember(api, 'admin', { organisation }),
  ];
  facebook = await buildChannel(api, organisation, 'facebook', { sandbox });
  instagram = await buildChannel(api, organisation, 'instagram', { sandbox });
});
afterAll(async () => {
  await api.close();
  await sandbox.close();
});

const submit = (id: string) => editor.http.post<Post>(`/api/v1/posts/${id}/submit`, { note: 'Pour lundi' });
const approve = (post: Post, by = manager) =>
  by.http.post<Post>(`/api/v1/posts/${post.id}/approve`, { revisionHash: post.revision?.hash });
/** A post that a manager approved, dated unless told otherwise. */
async function approved(fields: Record<string, unknown> = { schedule: localSchedule }): Promise<Post> {
  const post = await buildPost(editor, { channelIds: [facebook.id], ...fields });
  return (await approve((await submit(post.id)).body)).body;
}

describe('reading what there is to work with', () => {
  it('GET /api/health answers 503 until a worker reports, then 200', async () => {
    expect((await api.anyone.get('/api/health')).status).toBe(503);
    const { Client } = await import('pg');
    const client = new Client({ connectionString: api.database.url });
    await client.connect();
    await client.query(`INSERT INTO worker_beat (id, version, queue_seen_at) VALUES ('w1', '0', now())`);
    await client.end();
    const answer = await api.anyone.get('/api/health');
    expect([answer.status, answer.body]).toEqual([200, { status: 'ok' }]);
  });

  it('GET /api/v1/me tells user, organisation, role, permissions', async () => {
    const { body } = await (await signIn(api, editor)).get<Schemas['Me']>('/api/v1/me');
    expect(body).toMatchObject({
      user: { id: editor.userId, email: editor.email },
      organisation: { id: organisation.id, timeZone: 'Europe/Paris' },
      role: 'editor',
      permissions: expect.arrayContaining(['post.write']),
    });
    expect(body.permissions).not.toContain('post.approve');
  });

  it('GET /api/v1/channels lists accounts without their credentials', async () => {
    const { body } = await editor.http.get<Schemas['ChannelPage']>('/api/v1/channels');
    expect(body.items).toHaveLength(2);
    expect(body.items[0]).toMatchObject({
      platform: 'facebook',
      timeZone: 'Europe/Paris',
      state: 'connected',
    });
    expect(JSON.stringify(body)).not.toMatch(/token|credential/i);
  });

  it('GET /api/v1/brand/formats lists formats with the baseline in force', async () => {
    const format = {
      key: 'up-cafe',
      name: 'Up café',
      mark: 'UC',
      tint: '#e4572e',
      baseline: 'Up café, parlons solutions',
      validFrom: '2020-01-01',
    };
    expect((await admin.http.post('/api/v1/brand/formats', format)).status).toBe(201);
    const { body } = await editor.http.get<Schemas['FormatPage']>('/api/v1/brand/formats');
    expect(body.items[0]).toMatchObject({
      key: 'up-cafe',
      baseline: { text: 'Up café, parlons solutions' },
    });
  });
});

describe('writing', () => {
  it('POST /api/v1/posts never refuses a draft for a network’s limit, and lists the problems', async () => {
    const post = await buildPost(editor, {
      text: 'é'.repeat(2300),
      channelIds: [facebook.id, instagram.id],
      variants: { [instagram.id]: { firstComment: '#solutions' } },
      schedule: localSchedule,
      tags: ['rentrée'],
    });
    expect(post).toMatchObject({
      state: 'draft',
      channelIds: [facebook.id, instagram.id],
      schedule: localSchedule,
      dueAt: '2031-12-01T08:00:00.000Z',
      tags: ['rentrée'],
    });
    const tooLong = post.problems.find(({ code }) => code === 'text_too_long');
    expect(tooLong).toMatchObject({
      path: `variants.${instagram.id}.text`,
      limit: 2200,
      actual: 2300,
      channelId: instagram.id,
      message: expect.stringMatching(/2.?200/),
    });
  });

  it('preview shows the exact text with the baseline, counted', async () => {
    const { body: formats } = await editor.http.get<Schemas['FormatPage']>('/api/v1/brand/formats');
    const post = await buildPost(editor, { channelIds: [facebook.id], formatId: formats.items[0]?.id });
    const { body } = await editor.http.get<Schemas['PostPreview']>(`/api/v1/posts/${post.id}/preview`);
    const [channel] = body.channels;
    expect(channel?.text).toMatch(/Parlons solutions, samedi à 15 h\.\s+Up café, parlons solutions$/);
    expect(channel?.count).toBe([...(channel?.text ?? '')].length);
  });

  it('PATCH changes what is named; a stale If-Match gets 412 and nothing is lost', async () => {
    const post = await buildPost(editor);
    const read = await editor.http.get<Post>(`/api/v1/posts/${post.id}`);
    const etag = read.headers.get('etag') ?? '';
    expect(etag).toBe(`"${post.version}"`);
    const first = await editor.http.patch<Post>(
      `/api/v1/posts/${post.id}`,
      { title: 'A' },
      { 'if-match': etag },
    );
    expect([first.status, first.body.title, first.body.text]).toEqual([200, 'A', post.text]);
    const stale = await editor.http.patch(`/api/v1/posts/${post.id}`, { title: 'B' }, { 'if-match': etag });
    expect([stale.status, stale.body.code]).toEqual([412, 'stale_version']);
    expect((await editor.http.get<Post>(`/api/v1/posts/${post.id}`)).body.title).toBe('A');
  });

  it('DELETE removes a draft, and refuses what is planned', async () => {
    const post = await buildPost(editor);
    expect((await editor.http.delete(`/api/v1/posts/${post.id}`)).status).toBe(204);
    expect((await editor.http.get(`/api/v1/posts/${post.id}`)).status).toBe(404);
    const planned = await approved();
    expect((await editor.http.delete(`/api/v1/posts/${planned.id}`)).status).toBe(409);
  });
});

describe('approving', () => {
  it('submit freezes a revision; a channel that would refuse it gets 422 with the problems', async () => {
    const post = await buildPost(editor, { channelIds: [facebook.id] });
    const { status, body } = await submit(post.id);
    expect([status, body.state]).toEqual([200, 'in_review']);
    expect(body.revision).toMatchObject({ number: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });

    const bare = await buildPost(editor, { channelIds: [instagram.id] });
    const refused = await editor.http.post(`/api/v1/posts/${bare.id}/submit`, {});
    expect([refused.status, refused.body.code]).toEqual([422, 'not_ready']);
    expect(refused.body.errors?.[0]?.path).toMatch(`variants.${instagram.id}`);
  });

  it('approve names the revision that was read: 409 for another one', async () => {
    const { body } = await submit((await buildPost(editor, { channelIds: [facebook.id] })).id);
    const path = `/api/v1/posts/${body.id}/approve`;
    const other = await manager.http.post(path, { revisionHash: 'f'.repeat(64) });
    expect([other.status, other.body.code]).toEqual([409, 'not_under_review']);
    expect((await approve(body)).body.state).toBe('approved');
    expect((await approve(body)).status).toBe(409);
  });

  it('approve schedules a dated post, with one publication per channel', async () => {
    const post = await approved();
    expect(post.state).toBe('scheduled');
    const { body } = await editor.http.get<Schemas['PublicationPage']>(
      `/api/v1/posts/${post.id}/publications`,
    );
    expect(body.items).toHaveLength(1);
    expect(body.items[0]).toMatchObject({
      state: 'pending',
      dueAt: '2031-12-01T08:00:00.000Z',
      publishedAt: null,
      remoteId: null,
      attempts: 0,
      lastError: null,
    });
    const journal = await editor.http.get<Schemas['PublicationEventPage']>(
      `/api/v1/publications/${body.items[0]?.id}/events`,
    );
    expect(journal.body.items.map(({ kind }) => kind)).toEqual(['planned']);
  });

  it('an edit after approval sends it back, and its publication waits', async () => {
    const post = await approved();
    const { body } = await editor.http.patch<Post>(`/api/v1/posts/${post.id}`, { text: 'Autre chose' });
    expect([body.state, body.revision?.state]).toEqual(['draft', 'superseded']);
    const publications = await editor.http.get<Schemas['PublicationPage']>(
      `/api/v1/posts/${post.id}/publications`,
    );
    expect(publications.body.items[0]).toMatchObject({ state: 'pending', dueAt: null });
  });

  it('request-changes needs a note and gives the post back', async () => {
    const { body } = await submit((await buildPost(editor, { channelIds: [facebook.id] })).id);
    const path = `/api/v1/posts/${body.id}/request-changes`;
    expect((await manager.http.post(path, { note: ' ' })).status).toBe(422);
    const back = await manager.http.post<Post>(path, { note: 'Plus court' });
    expect(back.body).toMatchObject({ state: 'changes_requested', revision: { decisionNote: 'Plus court' } });
    expect((await submit(body.id)).body.revision?.number).toBe(2);
  });

  it('with the rule of the other approver nobody approves their own work', async () => {
    const strict = await buildOrganisation(api, { requireOtherApprover: true });
    const author = await buildMember(api, 'manager', { organisation: strict });
    const colleague = await buildMember(api, 'manager', { organisation: strict });
    const channel = await buildChannel(api, strict, 'facebook');
    const post = await buildPost(author, { channelIds: [channel.id] });
    const { body } = await author.http.post<Post>(`/api/v1/posts/${post.id}/submit`, {});
    expect(body.may.approve).toBe(false);
    const own = await author.http.post(`/api/v1/posts/${post.id}/approve`, {
      revisionHash: body.revision?.hash,
    });
    expect([own.status, own.body.code]).toEqual([403, 'approver_is_author']);
    expect((await approve(body, colleague)).body.state).toBe('approved');
  });
});

describe('dates', () => {
  it('that have passed are refused for what is approved, and left to drafts', async () => {
    const post = await approved();
    const past = { schedule: { localTime: '2020-01-02T10:30', timeZone: 'Indian/Reunion' } };
    const refused = await editor.http.patch(`/api/v1/posts/${post.id}`, past);
    expect([refused.status, refused.body.code]).toEqual([422, 'due_in_the_past']);
    const rewritten = await editor.http.patch<Post>(`/api/v1/posts/${post.id}`, { ...past, text: 'Anew' });
    expect([rewritten.status, rewritten.body.state]).toEqual([200, 'draft']);
  });

  it('schedule moves an approved post without a new approval', async () => {
    const post = await approved();
    const later = { localTime: '2031-12-02T10:30', timeZone: 'Indian/Reunion' };
    const { body } = await editor.http.post<Post>(`/api/v1/posts/${post.id}/schedule`, later);
    expect(body).toMatchObject({
      state: 'scheduled',
      schedule: later,
      dueAt: '2031-12-02T06:30:00.000Z',
      revision: { state: 'approved', hash: post.revision?.hash },
    });
  });

  it('a local time that does not exist gets 422 with the two nearest', async () => {
    const gap = { localTime: '2031-03-30T02:30', timeZone: 'Europe/Paris' };
    const answer = await editor.http.post('/api/v1/posts', { title: 'x', schedule: gap });
    expect(answer.status).toBe(422);
    expect(JSON.stringify(answer.body)).toMatch(/2031-03-30T0[13]:(59|00|30).*2031-03-30T03:/);
  });

  it('one that happens twice takes the earlier, and says so', async () => {
    const twice = { localTime: '2031-10-26T02:30', timeZone: 'Europe/Paris' };
    const post = await buildPost(editor, { schedule: twice });
    expect(post).toMatchObject({ dueAt: '2031-10-26T00:30:00.000Z', scheduleAmbiguous: true });
  });

  it('publish-now makes an approved post due at once, and no other', async () => {
    const draft = await buildPost(editor, { channelIds: [facebook.id] });
    expect((await editor.http.post(`/api/v1/posts/${draft.id}/publish-now`)).status).toBe(409);
    const post = await approved();
    const { status, body } = await editor.http.post<Post>(`/api/v1/posts/${post.id}/publish-now`);
    expect([status, body.state]).toEqual([200, 'scheduled']);
    expect(Math.abs(Date.parse(body.dueAt ?? '') - Date.now())).toBeLessThan(61_000);
  });

  it('cancel stops what is not out yet', async () => {
    const post = await approved();
    const { body } = await editor.http.post<Post>(`/api/v1/posts/${post.id}/cancel`);
    expect(body.state).toBe('cancelled');
    const publications = await editor.http.get<Schemas['PublicationPage']>(
      `/api/v1/posts/${post.id}/publications`,
    );
    expect(publications.body.items.map(({ state }) => state)).toEqual(['cancelled']);
  });

  it('GET /api/v1/calendar shows the window, filtered, in the organisation’s zone', async () => {
    const post = await approved({ schedule: { localTime: '2032-02-29T00:10', timeZone: 'Europe/Paris' } });
    const window = (query: string) => editor.http.get<Schemas['Calendar']>(`/api/v1/calendar?${query}`);
    const { body } = await window('from=2032-02-29&to=2032-03-01');
    expect(body.items).toEqual([
      expect.objectContaining({
        postId: post.id,
        start: '2032-02-28T23:10:00.000Z',
        state: 'scheduled',
        formatKey: null,
        channels: [{ id: facebook.id, platform: 'facebook' }],
      }),
    ]);
    expect((await window('from=2032-02-29&to=2032-03-01&timeZone=UTC')).body.items).toEqual([]);
    expect((await window('from=2032-02-29&to=2032-03-01&states=draft')).body.items).toEqual([]);
    const [channel, nobody] = [facebook.id, newId()];
    expect((await window(`from=2032-02-29&to=2032-03-01&channelIds=${channel}`)).body.items).toHaveLength(1);
    expect((await window(`from=2032-02-29&to=2032-03-01&channelIds=${nobody}`)).body.items).toEqual([]);
    expect((await window('from=2032-03-01&to=2032-02-29')).status).toBe(422);
  });
});
