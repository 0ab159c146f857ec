import { createHash } from 'node:crypto';
import { Database } from '#lib/database';
import { newId } from '#lib/kernel';
import type { FrozenChannel } from '#lib/posts';
import { CHANNELS, type ChannelKey, type DemoChannel, MEDIA, type Trouble } from '../content/index.js';
import { chance, keysOf, type Seeding, service } from './context.js';
import type { SeededPost } from './posts.js';
import { type PastItem, sendHistory } from './sandbox.js';
import { picturesInBase64 } from './media.js';

/** Id of the worker that delivered it, as workers are named. */
const WORKER = 'worker-2148-k3f9qa';

interface Approved {
  revisionId: string;
  postId: string;
  channels: FrozenChannel[];
}

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
  const approved = await database.query<Approved>(
    `SELECT id AS "revisionId", post_id AS "postId", content->'channels' AS channels FROM revision
     WHERE post_id = ANY($1) AND state = 'approved'`,
    [past.map(({ id }) => id)],
  );
  const deliveries = await onNetworks(
    seeding,
    approved.flatMap((row) => deliveriesOf(seeding, past, row)),
  );
  await database.system(async (tx) => {
    await tx.query(
      `INSERT INTO publication (organisation_id, id, post_id, channel_id, revision_id, state, stage, due_at, fence, attempts, worker,
         intent, fired_at, published_at, remote_id, remote_url, last_error, first_comment, baseline, created_at)
       SELECT $1, r.id, r."postId", r."channelId", r."revisionId", r.state, 'done', r."dueAt", 2, 1, '${WORKER}', r.intent, r."firedAt",
         r."publishedAt", r."remoteId", r."remoteUrl", r."lastError", r."firstComment", r.baseline, r."createdAt"
       FROM jsonb_to_recordset($2) AS r(id uuid, "postId" uuid, "channelId" uuid, "revisionId" uuid, state text, "dueAt" timestamptz,
         intent jsonb, "firedAt" timestamptz, "publishedAt" timestamptz, "remoteId" text, "remoteUrl" text, "lastError" jsonb,
         "firstComment" text, baseline jsonb, "createdAt" timestamptz)`,
      [seeding.organisationId, JSON.stringify(deliveries.map((delivery) => rowOf(seeding, delivery)))],
    );
    await tx.query(
      `INSERT INTO publication_event (organisation_id, publication_id, at, actor, kind, detail)
       SELECT $1, r.id, r.at, r.actor, r.kind, r.detail
       FROM jsonb_to_recordset($2) AS r(id uuid, at timestamptz, actor text, kind text, detail jsonb) ORDER BY r.at`,
      [seeding.organisationId, JSON.stringify(deliveries.flatMap(journalOf))],
    );
    await tx.query(
      `UPDATE post p SET state = r.state, needs_attention = r.attention, version = version + 1, updated_at = r.at
       FROM jsonb_to_recordset($1) AS r(id uuid, state text, attention boolean, at timestamptz) WHERE p.id = r.id`,
      [JSON.stringify(past.map((seeded) => endOf(seeded, deliveries)))],
    );
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
