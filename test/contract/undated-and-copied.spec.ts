import { Client } from 'pg';
import sharp from 'sharp';
import { startApi, type TestApi } from '../support/api.js';
import {
  buildChannel,
  buildEstablishment,
  buildMember,
  buildOrganisation,
  buildPost,
  type TestMember,
} from '../support/factories.js';
import type { Schemas } from '../support/http.js';

type Post = Schemas['Post'];

describe('a post that has no title, no date, or a second life', () => {
  let api: TestApi;
  let owner: Client;
  let root: TestMember;
  let editor: TestMember;
  let colleague: TestMember;
  let channels: { id: string }[];

  beforeAll(async () => {
    api = await startApi();
    const organisation = await buildOrganisation(api, { requireOtherApprover: true });
    root = await buildMember(api, 'manager', { organisation });
    editor = await buildMember(api, 'editor', { organisation });
    colleague = await buildMember(api, 'manager', { organisation });
    channels = [
      await buildChannel(api, organisation, 'facebook'),
      await buildChannel(api, organisation, 'linkedin'),
    ];
    owner = new Client({ connectionString: api.database.url });
    await owner.connect();
  }, 60_000);
  afterAll(async () => {
    await owner?.end();
    await api?.close();
  });

  const submit = (who: TestMember, { id }: { id: string }) =>
    who.http.post<Post>(`/api/v1/posts/${id}/submit`, {});
  const approve = async (who: TestMember, { id }: { id: string }) => {
    const { body } = await who.http.get<Post>(`/api/v1/posts/${id}`);
    return who.http.post<Post>(`/api/v1/posts/${id}/approve`, {
      revisionHash: body.revision?.hash ?? '0'.repeat(64),
    });
  };
  const draft = (fields: Record<string, unknown> = {}) =>
    buildPost(editor, { channelIds: channels.map(({ id }) => id), ...fields });

  describe('is never nameless', () => {
    it.each([
      ['its title', { title: 'Un titre', text: 'Un texte' }, 'Un titre'],
      [
        'its first words',
        { title: '', text: '  Parlons\u00a0solutions\n\nsamedi  ' },
        'Parlons solutions samedi',
      ],
      [
        'whole words, cut with a sign',
        { title: '', text: `${'mot '.repeat(40)}fin` },
        `${'mot '.repeat(19)}mot…`,
      ],
      ['the beginning of an endless word', { title: '', text: 'x'.repeat(300) }, `${'x'.repeat(80)}…`],
      ['a whole sign, not half of one', { title: '', text: '😀'.repeat(100) }, `${'😀'.repeat(80)}…`],
    ])('but called by %s', async (_, fields, label) => {
      const post = await draft(fields);
      expect(post.label).toBe(label);
      const list = await editor.http.get<Schemas['PostPage']>('/api/v1/posts?limit=1');
      expect(list.body.items[0]).toMatchObject({ id: post.id, label });
    });

    it('but called by the first text of a channel when there is no common one', async () => {
      const [facebook, linkedin] = channels;
      const variants = {
        [linkedin?.id ?? '']: { text: 'Sur LinkedIn' },
        [facebook?.id ?? '']: { text: 'Sur Facebook' },
      };
      const post = await draft({ title: '', text: '', variants });
      expect(post.label).toBe('Sur Facebook');
      const renamed = await editor.http.patch<Post>(`/api/v1/posts/${post.id}`, { text: 'Pour tous' });
      expect(renamed.body.label).toBe('Pour tous');
    });

    it('in the calendar either', async () => {
      await draft({
        title: '',
        text: 'Sans titre du tout',
        schedule: { localTime: '2031-03-03T10:00', timeZone: 'Europe/Paris' },
      });
      const { body } = await editor.http.get<Schemas['Calendar']>(
        '/api/v1/calendar?from=2031-03-03&to=2031-03-04',
      );
      expect(body.items.map(({ title }) => title)).toEqual(['Sans titre du tout']);
    });
  });

  it('is found among those without a date, in every state that still wants one, and counted', async () => {
    const before = await editor.http.get<Schemas['PostPage']>('/api/v1/posts?undated=true&limit=200');
    const [written, approved, dated, given] = [
      await draft({ title: 'Tiroir brouillon' }),
      await draft({ title: 'Tiroir validé' }),
      await draft({
        title: 'Tiroir daté',
        schedule: { localTime: '2031-04-03T10:00', timeZone: 'Europe/Paris' },
      }),
      await draft({ title: 'Tiroir abandonné' }),
    ];
    await submit(editor, approved);
    expect((await approve(root, approved)).body.state).toBe('approved');
    await submit(editor, given);
    await editor.http.post(`/api/v1/posts/${given.id}/cancel`, {});
    const { body } = await editor.http.get<Schemas['PostPage']>('/api/v1/posts?undated=true&limit=200');
    expect(body.total).toBe((before.body.total ?? 0) + 2);
    const ids = body.items.map(({ id }) => id);
    expect([written, approved].every(({ id }) => ids.includes(id))).toBe(true);
    expect([dated, given].some(({ id }) => ids.includes(id))).toBe(false);
    const found = await editor.http.get<Schemas['PostPage']>('/api/v1/posts?q=tiroir');
    expect(found.body.items.map(({ state }) => state).sort()).toEqual([
      'approved',
      'cancelled',
      'draft',
      'draft',
    ]);
    expect(found.body.total).toBeNull();
    expect((await editor.http.get<Schemas['PostPage']>('/api/v1/posts?q=100%25_')).body.items).toEqual([]);
  });

  it('is duplicated for the channels that are asked for, as a draft without date or approval', async () => {
    const source = await draft({
      title: 'Encore',
      text: 'Le texte',
      tags: ['une'],
      variants: { [channels[1]?.id ?? '']: { text: 'Autrement' } },
      schedule: { localTime: '2031-05-03T10:00', timeZone: 'Europe/Paris' },
    });
    await submit(editor, source);
    await approve(root, source);
    const { status, body } = await colleague.http.post<Post>(`/api/v1/posts/${source.id}/duplicate`, {
      channelIds: [channels[1]?.id],
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      title: 'Encore',
      text: 'Le texte',
      tags: ['une'],
      state: 'draft',
      schedule: null,
      revision: null,
      channelIds: [channels[1]?.id],
      variants: { [channels[1]?.id ?? '']: { text: 'Autrement' } },
      author: { id: colleague.userId },
      establishmentId: source.establishmentId,
    });
    const whole = await editor.http.post<Post>(`/api/v1/posts/${source.id}/duplicate`, {
      schedule: { localTime: '2031-05-04T10:00', timeZone: 'Europe/Paris' },
    });
    expect([whole.body.channelIds.length, whole.body.schedule?.localTime]).toEqual([2, '2031-05-04T10:00']);
    const foreign = await editor.http.post(`/api/v1/posts/${source.id}/duplicate`, {
      channelIds: [source.id],
    });
    expect([foreign.status, foreign.body.errors?.[0]?.path]).toEqual([422, 'channelIds.0']);
    const stranger = await buildMember(api, 'editor');
    expect((await stranger.http.post(`/api/v1/posts/${source.id}/duplicate`, {})).status).toBe(404);
  });

  it('is taken back from review by its editor', async () => {
    const post = await draft();
    await submit(editor, post);
    const { status, body } = await editor.http.post<Post>(`/api/v1/posts/${post.id}/withdraw`, {
      note: 'Oubli',
    });
    expect([status, body.state, body.revision?.state]).toEqual([200, 'draft', 'superseded']);
    expect((await editor.http.post(`/api/v1/posts/${post.id}/withdraw`, {})).status).toBe(409);
    expect(body.version).toBeGreaterThan(post.version);
  });

  it('past a draft is previewed as it was frozen, never composed anew', async () => {
    const format = await owner.query<{ id: string }>(
      `INSERT INTO format (organisation_id, id, key, name, mark, tint) VALUES ($1, gen_random_uuid(), 'up-cafe', 'Up café', 'UC', 'orange') RETURNING id`,
      [editor.organisation.id],
    );
    const formatId = format.rows[0]?.id;
    const baseline = (text: string, from: string, to: string | null) =>
      owner.query(
        `INSERT INTO baseline (organisation_id, id, format_id, text, valid_from, valid_to) VALUES ($1, gen_random_uuid(), $2, $3, $4, $5)`,
        [editor.organisation.id, formatId, text, from, to],
      );
    await baseline('Up café, parlons solutions', '2020-01-01', null);
    const post = await draft({ text: 'Bonjour', formatId });
    await submit(editor, post);
    await owner.query(`UPDATE baseline SET text = 'Autre chose' WHERE organisation_id = $1`, [
      editor.organisation.id,
    ]);
    const { body } = await editor.http.get<Schemas['PostPreview']>(`/api/v1/posts/${post.id}/preview`);
    expect(body.channels.map(({ text }) => text)).toEqual(
      Array(2).fill('Bonjour\n\nUp café, parlons solutions'),
    );
    expect(body.channels.map(({ count }) => count)).toEqual(Array(2).fill(35));
    expect(body.revision).toMatchObject({ number: 1, state: 'pending' });
    await editor.http.post(`/api/v1/posts/${post.id}/withdraw`, {});
    const anew = await editor.http.get<Schemas['PostPreview']>(`/api/v1/posts/${post.id}/preview`);
    expect(anew.body.revision).toBeNull();
    expect(anew.body.channels[0]?.text).toBe('Bonjour\n\nAutre chose');
  });

  it('that is too late is told so before it is sent or approved, by the rule that would refuse it', async () => {
    const late = { localTime: '2021-01-01T10:00', timeZone: 'Europe/Paris' };
    const post = await draft({ schedule: late });
    expect(post.problems).toContainEqual(
      expect.objectContaining({ code: 'too_late', path: 'schedule.localTime', severity: 'error' }),
    );
    const refused = await submit(editor, post);
    expect([refused.status, refused.body]).toMatchObject([422, { code: 'not_ready' }]);
    const soon = await draft({ schedule: { localTime: '2031-01-01T10:00', timeZone: 'Europe/Paris' } });
    await submit(editor, soon);
    const at = (ago: string) =>
      owner.query(`UPDATE post SET due_at = now() - $2::interval WHERE id = $1`, [soon.id, ago]);
    await at('1 hour');
    const passed = (await root.http.get<Post>(`/api/v1/posts/${soon.id}`)).body;
    expect(passed.problems.map(({ code, severity }) => [code, severity])).toContainEqual([
      'due_passed',
      'warning',
    ]);
    await at('7 hours');
    const gone = await approve(root, soon);
    expect([gone.status, (gone.body as unknown as { code: string }).code]).toEqual([422, 'too_late']);
    expect((await root.http.get<Post>(`/api/v1/posts/${soon.id}`)).body.state).toBe('in_review');
  });

  describe('with four eyes', () => {
    it('whoever wrote any of it since the last approval does not approve it', async () => {
      const post = await draft();
      await colleague.http.patch(`/api/v1/posts/${post.id}`, { text: 'Réécrit par une responsable' });
      await submit(editor, post);
      const own = await approve(colleague, post);
      expect([own.status, (own.body as unknown as { code: string }).code]).toEqual([
        403,
        'approver_is_author',
      ]);
      expect((await approve(root, post)).body.state).toBe('approved');
      await root.http.patch(`/api/v1/posts/${post.id}`, { text: 'Encore autrement' });
      await submit(editor, post);
      expect((await approve(root, post)).status).toBe(403);
      expect((await approve(colleague, post)).body.state).toBe('approved');
    });

    it('whoever described a picture that it shows wrote a part of it', async () => {
      const picture = await sharp({ create: { width: 400, height: 400, channels: 3, background: '#264653' } })
        .png()
        .toBuffer();
      const form = new FormData();
      form.set('file', new Blob([new Uint8Array(picture)]), 'affiche.png');
      const medium = (await editor.http.send<Schemas['Media']>('POST', '/api/v1/media', form)).body;
      const post = await draft();
      await editor.http.patch(`/api/v1/posts/${post.id}`, { mediaIds: [medium.id] });
      await colleague.http.patch(`/api/v1/media/${medium.id}`, { altText: 'Une affiche' });
      await submit(editor, post);
      expect((await approve(colleague, post)).status).toBe(403);
      expect((await approve(root, post)).body.state).toBe('approved');
    });

    it('a date or a tag makes nobody an author', async () => {
      const post = await draft();
      await colleague.http.patch(`/api/v1/posts/${post.id}`, {
        tags: ['x'],
        schedule: { localTime: '2031-06-03T10:00', timeZone: 'Europe/Paris' },
      });
      await submit(editor, post);
      expect((await approve(colleague, post)).body.state).toBe('scheduled');
    });

    it('says by account who submitted and who decided, and audits what was edited once a stretch', async () => {
      const post = await draft();
      for (const text of ['un', 'deux', 'trois']) {
        await colleague.http.patch(`/api/v1/posts/${post.id}`, { text });
      }
      await submit(editor, post);
      const { body } = await approve(root, post);
      expect(body.revision).toMatchObject({
        submittedById: editor.userId,
        submittedByEmail: editor.email,
        decidedById: root.userId,
        decidedByEmail: root.email,
        decidedViaApiKey: null,
      });
      const { rows } = await owner.query(
        `SELECT actor_id, detail->'fields' AS fields FROM audit_entry WHERE subject_id = $1 AND action = 'post.edited'`,
        [post.id],
      );
      expect(rows).toEqual([{ actor_id: colleague.userId, fields: ['text'] }]);
    });

    it('a key approves only with the scope that says so, and its decision is marked', async () => {
      const post = await draft();
      await submit(editor, post);
      const { body } = await root.http.get<Post>(`/api/v1/posts/${post.id}`);
      const decision = { revisionHash: body.revision?.hash };
      const [writing, approving] = [
        await buildMember(api, 'manager', { organisation: root.organisation }),
        await buildMember(api, 'manager', { organisation: root.organisation, scopes: ['read', 'approve'] }),
      ];
      expect((await writing.script.post(`/api/v1/posts/${post.id}/approve`, decision)).status).toBe(403);
      const approved = await approving.script.post<Post>(`/api/v1/posts/${post.id}/approve`, decision);
      expect(approved.body.revision).toMatchObject({
        decidedById: approving.userId,
        decidedViaApiKey: 'test',
      });
    });
  });

  it('is decided on only by who has a role at each of its channels', async () => {
    const { organisation } = root;
    const cafe = await buildEstablishment(api, organisation);
    const here = { organisation, establishmentId: cafe.id };
    const [neighbour, local] = [
      await buildMember(api, 'manager', here),
      await buildMember(api, 'editor', here),
    ];
    const ours = await buildChannel(api, organisation, 'facebook', { establishmentId: cafe.id });
    const post = await buildPost(editor, {
      channelIds: [ours.id, channels[0]?.id ?? ''],
      establishmentId: cafe.id,
      schedule: { localTime: '2031-07-03T10:00', timeZone: 'Europe/Paris' },
    });
    const planned = { localTime: '2031-07-04T10:00', timeZone: 'Europe/Paris' };
    expect((await local.http.post(`/api/v1/posts/${post.id}/schedule`, planned)).status).toBe(200);
    await submit(editor, post);
    await approve(root, post);
    for (const who of [neighbour, local]) {
      const seen = (await who.http.get<Post>(`/api/v1/posts/${post.id}`)).body.may;
      expect([seen.schedule, seen.publishNow, seen.cancel]).toEqual([false, false, false]);
      for (const [act, body] of [
        ['schedule', planned],
        ['publish-now', {}],
        ['cancel', {}],
      ] as const) {
        const refused = await who.http.post(`/api/v1/posts/${post.id}/${act}`, body);
        expect([act, refused.status]).toEqual([act, 403]);
      }
      expect((await who.http.patch(`/api/v1/posts/${post.id}`, { schedule: planned })).status).toBe(403);
    }
    expect((await editor.http.post(`/api/v1/posts/${post.id}/cancel`, {})).status).toBe(200);
  });
});
