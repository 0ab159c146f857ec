import { Client } from 'pg';
import { Database, DomainEvents } from '#lib/database';
import { CONFIG, type Config } from '#lib/kernel';
import {
  ComposeService,
  CreatePost,
  lockPost,
  NewDraft,
  PostReader,
  PostRecord,
  type PostState,
  updatePost,
} from '#lib/posts';
import { ApprovePost, RequestChanges, SubmitPost } from '#lib/approvals';
import type { ChannelKey, ResolvedPost, ResolvedVariant } from '../content/index.js';
import { BACKDATE_MEDIA, BACKDATE_POSTS, BACKDATE_PUBLICATIONS, BACKDATE_REVISIONS } from './backdate.sql.js';
import { type Seeding, service } from './context.js';
import { PastAudit } from './past-audit.js';
import { PastClock } from './past-clock.js';
import { type Timeline, timelineOf } from './timeline.js';

/** A post of the content with its row in the database. */
export interface SeededPost {
  id: string;
  post: ResolvedPost;
  timeline: Timeline;
}

/** States that only publishing leads to: these posts were approved, and the rest is written as history. */
const PUBLISHED: readonly PostState[] = ['published', 'partially_published', 'failed'];
export const isHistory = ({ state }: Pick<ResolvedPost, 'state'>): boolean => PUBLISHED.includes(state);

/**
 * Takes a post through the same services as people, up to its state. Future posts are planned by the engine's own
 * rules; past ones are not given to the engine.
 */
export async function seedPost(seeding: Seeding, post: ResolvedPost): Promise<SeededPost> {
  const { app, people } = seeding;
  const database = service(app, Database);
  const timeline = timelineOf(post, seeding.start);
  const audit = new PastAudit(timeline.created);
  const clock = new PastClock(() => audit.at);
  const composer = new ComposeService(clock);
  const events = isHistory(post) ? new DomainEvents() : service(app, DomainEvents);
  const record = new PostRecord(audit, events);
  const reader = new PostReader(composer);
  const author = people[post.author ?? 'camille'];
  const manager = people.nadia;

  const { id } = await new CreatePost(database, new NewDraft(record), reader).run(
    author,
    inputOf(seeding, post),
  );
  const seeded = { id, post, timeline };
  if (post.state === 'draft') return seeded;

  audit.at = timeline.submitted;
  const submitted = await new SubmitPost(database, composer, record, reader).run(
    author,
    id,
    post.note ?? null,
    null,
  );
  if (post.state === 'in_review') return seeded;

  audit.at = timeline.decided;
  if (post.state === 'changes_requested') {
    await new RequestChanges(database, record, reader).run(manager, id, post.answer ?? '', undefined);
    return seeded;
  }
  const { revision } = submitted;
  await new ApprovePost(database, composer, record, reader).run(
    manager,
    id,
    revision?.hash ?? '',
    post.answer ?? null,
  );
  if (post.state === 'cancelled') {
    await database.inOrganisation(seeding.organisationId, async (tx) => {
      const scheduled = await lockPost(tx, id);
      await updatePost(tx, scheduled, { state: 'cancelled' });
      await record.cancelled(tx, manager, scheduled);
    });
  }
  return seeded;
}

function inputOf(seeding: Seeding, post: ResolvedPost): Parameters<CreatePost['run']>[1] {
  const { channels, media } = seeding;
  const variants = Object.entries(post.variants) as [ChannelKey, ResolvedVariant][];
  return {
    title: post.title,
    text: post.text,
    link: post.link ?? null,
    channelIds: post.channels.map((key) => channels[key]),
    establishmentId: seeding.establishments[post.establishment],
    formatId: post.format ? seeding.formats[post.format] : null,
    campaignId: post.campaign ? seeding.campaigns[post.campaign] : null,
    audienceIds: (post.audiences ?? []).map((key) => seeding.audiences[key]),
    mediaIds: (post.media ?? []).map((key) => media[key]),
    tags: post.tags ?? [],
    variants: Object.fromEntries(
      variants.map(([channel, { media: own, ...variant }]) => [
        channels[channel],
        { ...variant, ...(own ? { mediaIds: own.map((key) => media[key]) } : {}) },
      ]),
    ),
    schedule: post.moment && {
      localTime: post.moment.toFormat("yyyy-MM-dd'T'HH:mm"),
      timeZone: post.timeZone,
    },
  };
}

/** Moves the dates of posts, publications, media and revisions from now to their time in the past. */
export async function backdate(seeding: Seeding, seeded: readonly SeededPost[]): Promise<void> {
  const rows = seeded.map(({ id, post: { state }, timeline: { created, submitted, decided } }) => ({
    id,
    created,
    submitted,
    decided,
    updated: state === 'draft' ? created : state === 'in_review' ? submitted : decided,
  }));
  const times = JSON.stringify(rows);
  await service(seeding.app, Database).system(async (tx) => {
    await BACKDATE_POSTS.rows(tx, { times });
    await BACKDATE_PUBLICATIONS.rows(tx, { times });
    await BACKDATE_MEDIA.rows(tx, { organisationId: seeding.organisationId });
  });
  // The application may not change frozen revisions, so the owner writes the past.
  const owner = new Client({
    connectionString: seeding.app.get<Config>(CONFIG, { strict: false }).DATABASE_URL,
  });
  await owner.connect();
  try {
    await owner.query(BACKDATE_REVISIONS.text, BACKDATE_REVISIONS.valuesOf({ times }));
  } finally {
    await owner.end();
  }
}
