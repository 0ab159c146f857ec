import { DateTime } from 'luxon';
import sharp from 'sharp';
import { Database, leaveMessage } from '#lib/database';
import { newId } from '#lib/kernel';
import { OutboxConsumer } from '#lib/notifications';
import type { TestApi } from '../support/api.js';
import {
  buildChannel,
  buildEstablishment,
  buildMember,
  buildPost,
  type TestMember,
} from '../support/factories.js';
import type { Schemas } from '../support/http.js';

/** One organisation in which every screen has something to show. */
export interface Gallery {
  admin: TestMember;
  /** The first day of its posts, all of which are in one month: `2031-05-10`. */
  day: string;
  /** Ids of posts, by the state they show. */
  posts: Record<
    'draft' | 'problems' | 'in_review' | 'published' | 'failed' | 'needs_attention' | 'scheduled',
    string
  >;
}

const TEXT = 'Samedi, venez rencontrer celles et ceux qui font bouger le quartier. #UpCafé';

/** The days on which the posts are, by their distance from the first: always ahead, never at a month's end. */
const dayOf = (days: number): DateTime =>
  DateTime.now()
    .setZone('Europe/Paris')
    .startOf('month')
    .plus({ months: 1, days: 9 + days });

const localSchedule = (days: number, hour: number): { localTime: string; timeZone: string } => ({
  localTime: dayOf(days).set({ hour }).toFormat("yyyy-MM-dd'T'HH:mm"),
  timeZone: 'Europe/Paris',
});

/** Fills an organisation through the API; what only the worker writes is written for it. */
export async function buildGallery(api: TestApi): Promise<Gallery> {
  const admin = await buildMember(api, 'admin');
  const { organisation, http } = admin;
  const editor = await buildMember(api, 'editor', { organisation });
  const establishment = await buildEstablishment(api, organisation);
  await buildMember(api, 'viewer', { organisation, establishmentId: establishment.id });
  const { body: format } = await http.post<Schemas['Format']>('/api/v1/brand/formats', {
    key: 'up-cafe',
    name: 'Up café',
    mark: 'UC',
    tint: '#E9C46A',
    baseline: 'Up café, parlons solutions',
    validFrom: '2020-01-01',
  });
  const facebook = await buildChannel(api, organisation, 'facebook');
  const instagram = await buildChannel(api, organisation, 'instagram', { establishmentId: establishment.id });
  const tiktok = await buildChannel(api, organisation, 'tiktok');
  const form = new FormData();
  const picture = await sharp({ create: { width: 1080, height: 1080, channels: 3, background: '#2a9d8f' } })
    .jpeg()
    .toBuffer();
  form.set('file', new Blob([new Uint8Array(picture)], { type: 'image/jpeg' }), 'affiche.jpg');
  const { body: media } = await http.send<Schemas['Media']>('POST', '/api/v1/media', form);
  await http.post('/api/v1/api-keys', { name: 'Export mensuel', scopes: ['read'] });
  await http.post('/api/v1/campaigns', { name: 'Quinzaine du logement' });

  const write = (title: string, over: Record<string, unknown> = {}): Promise<Schemas['Post']> =>
    buildPost(editor, {
      title,
      text: TEXT,
      channelIds: [facebook.id, instagram.id],
      formatId: format.id,
      mediaIds: [media.id],
      schedule: localSchedule(1, 9),
      ...over,
    });
  const submit = async (title: string, over?: Record<string, unknown>): Promise<string> => {
    const { id } = await write(title, over);
    await editor.http.post(`/api/v1/posts/${id}/submit`, { note: 'Le lieu est confirmé.' });
    return id;
  };
  const approve = async (title: string, over?: Record<string, unknown>): Promise<string> => {
    const id = await submit(title, over);
    const { body } = await http.get<Schemas['Post']>(`/api/v1/posts/${id}`);
    await http.post(`/api/v1/posts/${id}/approve`, { revisionHash: body.revision?.hash });
    return id;
  };

  const posts = {
    draft: (await write('Un brouillon')).id,
    problems: (await write('Un brouillon avec des problèmes', { channelIds: [facebook.id, tiktok.id] })).id,
    in_review: await submit('Un post à relire', { schedule: localSchedule(2, 10) }),
    scheduled: await approve('Un post programmé', { schedule: localSchedule(3, 11) }),
    published: await approve('Un post publié', { schedule: localSchedule(1, 8) }),
    failed: await approve('Un post en échec', { schedule: localSchedule(1, 12) }),
    needs_attention: await approve('Un post à vérifier', { schedule: localSchedule(2, 15) }),
  };
  for (let index = 0; index < 6; index++) {
    await write(`Encore un post du jour, ${index}`, { schedule: localSchedule(0, 14) });
  }
  await standInForTheWorker(api, posts);
  await tellAbout(api, organisation.id, posts, tiktok.id);
  return { admin, day: dayOf(0).toFormat('yyyy-MM-dd'), posts };
}

/** What the worker and the networks would have told. */
async function tellAbout(
  api: TestApi,
  organisationId: string,
  posts: Gallery['posts'],
  channelId: string,
): Promise<void> {
  const of = (postId: string) => ({ publicationId: newId(), postId, channelId });
  await api.app.get(Database, { strict: false }).system(async (tx) => {
    await leaveMessage(tx, organisationId, 'publication.overdue', of(posts.scheduled));
    await leaveMessage(tx, organisationId, 'publication.failed', of(posts.failed));
    await leaveMessage(tx, organisationId, 'publication.failed', of(posts.failed));
    await leaveMessage(tx, organisationId, 'publication.needs_attention', of(posts.needs_attention));
    await leaveMessage(tx, organisationId, 'channel.token_expiring', {
      channelId,
      expiresAt: '2031-01-08T09:00:00.000Z',
      days: 7,
    });
  });
  const outbox = api.app.get(OutboxConsumer, { strict: false });
  while ((await outbox.drain()) > 0);
}

/** States that only publishing leads to. */
async function standInForTheWorker(api: TestApi, posts: Gallery['posts']): Promise<void> {
  const error = (klass: string, code: string, hint: string): string =>
    JSON.stringify({ class: klass, cause: 'network', code, message: 'Invalid parameter', hint });
  await api.app.get(Database, { strict: false }).system(async (tx) => {
    await tx.query(
      `UPDATE publication SET state = 'published', stage = 'done', wake_at = NULL, published_at = now(), attempts = 1,
         remote_id = '1', remote_url = 'https://social.example/1', first_comment = 'failed' WHERE post_id = $1`,
      [posts.published],
    );
    await tx.query(
      `UPDATE publication SET state = 'failed', stage = 'done', wake_at = NULL, attempts = 3, last_error = $2 WHERE post_id = $1`,
      [posts.failed, error('permanent', '100', 'reconnect')],
    );
    await tx.query(
      `UPDATE publication SET state = 'needs_attention', stage = 'done', wake_at = NULL, attempts = 1, last_error = $2 WHERE post_id = $1`,
      [posts.needs_attention, error('unknown', 'outcome_unknown', 'may_be_live')],
    );
    await tx.query(
      `INSERT INTO publication_event (organisation_id, publication_id, actor, kind, detail)
       SELECT organisation_id, id, 'worker', k, '{"step":"upload","message":"Invalid parameter","code":"100"}'
       FROM publication, unnest(ARRAY['step', 'armed', 'firing', 'refused', 'failed']) k WHERE post_id = $1`,
      [posts.failed],
    );
    for (const [id, state] of [
      [posts.published, 'published'],
      [posts.failed, 'failed'],
      [posts.needs_attention, 'publishing'],
    ]) {
      await tx.query('UPDATE post SET state = $2 WHERE id = $1', [id, state]);
    }
  });
}
