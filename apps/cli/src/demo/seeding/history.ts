import { createHash } from 'node:crypto';
import { Database } from '#lib/database';
import { newId } from '#lib/kernel';
import type { FrozenChannel } from '#lib/posts';
import { CHANNELS, type ChannelKey, type DemoChannel, MEDIA, type Trouble } from '../content/index.js';
import { chance, keysOf, type Seeding, service } from './context.js';
import {
  APPROVED,
  type Approved,
  END_POSTS,
  WORKER,
  WRITE_JOURNAL,
  WRITE_PUBLICATIONS,
} from './history.sql.js';
import type { SeededPost } from './posts.js';
import { type PastItem, sendHistory } from './sandbox.js';
import { picturesInBase64 } from './media.js';

/** Result of one post on one channel. */
interface Delivery {
  id: string;
  seeded: SeededPost;
  revisionId: string;
  channel: ChannelKey;
  frozen: FrozenChannel;
  dueAt: Date;
  /** When the request was sent, and when the network received it. */
  firedAt: Date;
  publishedAt: Date;
  trouble: Trouble | null;
  /** Its post on the network; null when there was trouble. */
  remote: { id: string; url: string } | null;
}

/** Writes what was published before the demonstration started, into the database and the sandbox's feeds. */
export async function writeHistory(seeding: Seeding, past: readonly SeededPost[]): Promise<void> {
  const database = service(seeding.app, Database);
  const approved = await APPROVED.rows(database, { postIds: past.map(({ id }) => id) });
  const deliveries = await onNetworks(
    seeding,
    approved.flatMap((row) => deliveriesOf(seeding, past, row)),
  );
  const { organisationId } = seeding;
  await database.system(async (tx) => {
    const publications = deliveries.map((delivery) => rowOf(seeding, delivery));
    await WRITE_PUBLICATIONS.rows(tx, { organisationId, rows: JSON.stringify(publications) });
    await WRITE_JOURNAL.rows(tx, { organisationId, rows: JSON.stringify(deliveries.flatMap(journalOf)) });
    await END_POSTS.rows(tx, { rows: JSON.stringify(past.map((seeded) => endOf(seeded, deliveries))) });
  });
}

/** Puts the posts that were published into the sandbox's feeds, which name them. */
async function onNetworks(seeding: Seeding, deliveries: readonly Delivery[]): Promise<Delivery[]> {
  const out = deliveries.filter(({ trouble }) => !trouble);
  const items = out.map((delivery) => itemOf(seeding, delivery));
  const posts = await sendHistory(seeding.sandboxOrigin, items, await picturesInBase64());
  const named = new Map(out.map(({ id }, index) => [id, posts[index] ?? null]));
  return deliveries.map((delivery) => ({ ...delivery, remote: named.get(delivery.id) ?? null }));
}

function deliveriesOf(seeding: Seeding, past: readonly SeededPost[], row: Approved): Delivery[] {
  const seeded = past.find(({ id }) => id === row.postId);
  const dueAt = seeded?.post.moment?.toJSDate();
  if (!seeded || !dueAt) return [];
  return row.channels.flatMap((frozen) => {
    const channel = keysOf(CHANNELS).find((key) => seeding.channels[key] === frozen.channelId);
    if (!channel) return [];
    const name = `${seeded.post.key} ${channel}`;
    const firedAt = dueAt.getTime() + 15 + Math.floor(40 * chance(`${name} fired`));
    const { revisionId } = row;
    return {
      id: newId(),
      seeded,
      revisionId,
      channel,
      frozen,
      dueAt,
      firedAt: new Date(firedAt),
      publishedAt: new Date(firedAt + 180 + Math.floor(660 * chance(`${name} published`))),
      trouble: seeded.post.troubles?.[channel] ?? null,
      remote: null,
    };
  });
}

function rowOf(seeding: Seeding, delivery: Delivery): Record<string, unknown> {
  const { trouble, frozen, seeded } = delivery;
  const unsure = trouble?.state === 'needs_attention';
  return {
    id: delivery.id,
    postId: seeded.id,
    channelId: seeding.channels[delivery.channel],
    revisionId: delivery.revisionId,
    state: trouble?.state ?? 'published',
    dueAt: delivery.dueAt,
    intent: unsure
      ? {
          step: 'post',
          fence: 2,
          fingerprint: createHash('sha256').update(delivery.id).digest('hex'),
          at: delivery.firedAt,
        }
      : null,
    firedAt: trouble && !unsure ? null : delivery.firedAt,
    publishedAt: trouble ? null : delivery.publishedAt,
    remoteId: delivery.remote?.id ?? null,
    remoteUrl: delivery.remote?.url ?? null,
    lastError: trouble?.error ?? null,
    firstComment: !trouble && frozen.content.firstComment ? 'published' : 'none',
    baseline: frozen.baseline,
    createdAt: seeded.timeline.decided,
  };
}

interface JournalLine {
  id: string;
  at: Date;
  actor: string;
  kind: string;
  detail: Record<string, unknown>;
}

/** The journal as the engine would have written it. */
function journalOf({
  id,
  seeded,
  revisionId,
  dueAt,
  firedAt,
  publishedAt,
  ...rest
}: Delivery): JournalLine[] {
  const { trouble, remote } = rest;
  const line = (
    at: Date,
    actor: string,
    kind: string,
    detail: Record<string, unknown> = {},
  ): JournalLine => ({
    id,
    at,
    actor,
    kind,
    detail,
  });
  const later = (ms: number): Date => new Date(firedAt.getTime() + ms);
  const lines = [
    line(seeded.timeline.decided, 'lineup', 'planned', { dueAt, revisionId }),
    line(new Date(dueAt.getTime() - 57_400), WORKER, 'armed'),
  ];
  if (trouble?.state !== 'failed') lines.push(line(firedAt, WORKER, 'firing'));
  if (!trouble) {
    const acceptedAt = new Date((firedAt.getTime() + publishedAt.getTime()) / 2);
    lines.push(line(acceptedAt, WORKER, 'accepted', { remoteId: remote?.id }));
    lines.push(line(publishedAt, WORKER, 'published', { remoteId: remote?.id, remoteUrl: remote?.url }));
    if (rest.frozen.content.firstComment) {
      lines.push(line(new Date(publishedAt.getTime() + 640), WORKER, 'comment_published'));
    }
  } else if (trouble.state === 'failed') {
    lines.push(line(later(420), WORKER, 'failed', { ...trouble.error }));
  } else {
    const lost = { ...trouble.error, code: 'timeout', message: 'No answer came in time.' };
    lines.push(line(later(20_000), WORKER, 'unknown', lost));
    lines.push(line(later(312_000), WORKER, 'needs_attention', { reason: trouble.error.message }));
  }
  return lines;
}

function endOf({ id, post }: SeededPost, deliveries: readonly Delivery[]): Record<string, unknown> {
  const own = deliveries.filter(({ seeded }) => seeded.id === id);
  return {
    id,
    state: post.state,
    attention: own.some(({ trouble }) => trouble?.state === 'needs_attention'),
    at: new Date(Math.max(...own.map(({ publishedAt }) => publishedAt.getTime()))),
  };
}

function itemOf(seeding: Seeding, { seeded, channel, frozen, publishedAt }: Delivery): PastItem {
  const { platform, remoteId: account }: DemoChannel = CHANNELS[channel];
  const names = Object.fromEntries(keysOf(MEDIA).map((key) => [seeding.media[key], key]));
  const { text, link, type, media, firstComment } = frozen.content;
  return {
    platform,
    account,
    key: seeded.post.key,
    text,
    link: type === 'link' ? link : null,
    media: media.flatMap(({ id, altText }) => {
      const file = names[id];
      return file ? [{ file, altText }] : [];
    }),
    comments: firstComment ? [firstComment] : [],
    createdAt: publishedAt.toISOString(),
  };
}
