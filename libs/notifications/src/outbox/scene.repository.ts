import { Injectable } from '@nestjs/common';
import type { Tx } from '#lib/database';
import type { Choices, Facts, Held, MessageBody, Scene } from '../rules/index.js';

interface PostRow {
  label: string;
  authorId: string;
  submittedById: string | null;
  /** Name of the person who caused it. */
  byName: string | null;
  path: string[];
}

interface ChannelRow {
  name: string;
  ownerId: string | null;
  path: string[];
}

/** A person's role with their preferences; null while they have none. */
type Member = Held & { choices: Choices | null };

/** What a message is about, in words, with possible recipients and their preferences. */
export interface Found {
  scene: Scene;
  facts: Facts;
  choices: ReadonlyMap<string, Choices>;
}

/** $1 organisation, $2 post, $3 revision or null, $4 the person who caused it or null. */
const POST = `
  SELECT p.label, p.author_id AS "authorId", e.path,
    (SELECT u.name FROM auth."user" u WHERE u.id = $4) AS "byName",
    (
      SELECT r.submitted_by_id FROM revision r WHERE r.organisation_id = p.organisation_id AND r.id = $3
    ) AS "submittedById"
  FROM post p
  JOIN establishment e ON e.organisation_id = p.organisation_id AND e.id = p.establishment_id
  WHERE p.organisation_id = $1 AND p.id = $2`;

/** A channel's owner is the person who gave its present credential. $1 organisation, $2 channel. */
const CHANNEL = `
  SELECT c.name, e.path,
    (
      SELECT a.actor_id FROM audit_entry a
      WHERE a.organisation_id = c.organisation_id AND a.subject_id = c.id
        AND a.action IN ('channel.connected', 'channel.reconnected')
      ORDER BY a.id DESC LIMIT 1
    ) AS "ownerId"
  FROM channel c
  JOIN establishment e ON e.organisation_id = c.organisation_id AND e.id = c.establishment_id
  WHERE c.organisation_id = $1 AND c.id = $2`;

/** $1 organisation, $2 establishments, $3 accounts. */
const MEMBERS = `
  SELECT m.user_id AS "userId", m.role, m.establishment_id AS "establishmentId", s.choices
  FROM member m
  LEFT JOIN notification_settings s ON s.organisation_id = m.organisation_id AND s.user_id = m.user_id
  WHERE m.organisation_id = $1 AND (m.establishment_id = ANY($2) OR m.user_id = ANY($3))
  ORDER BY m.created_at, m.id`;

/** Reads what a message refers to by id: its subject, and possible recipients. */
@Injectable()
export class SceneRepository {
  /** @returns null when the subject is gone, so that there is nothing to notify of */
  async read(tx: Tx, organisationId: string, body: MessageBody): Promise<Found | null> {
    const post = await this.#post(tx, organisationId, body);
    const channel = await this.#channel(tx, organisationId, body);
    if (post === undefined || channel === undefined) return null;
    const path = post?.path ?? channel?.path ?? [];
    const people = [post?.authorId, post?.submittedById, channel?.ownerId].filter(
      (id) => typeof id === 'string',
    );
    const members = await tx.query<Member[]>(MEMBERS, [organisationId, path, people]);
    return {
      scene: {
        path,
        members,
        authorId: post?.authorId ?? null,
        submittedById: post?.submittedById ?? null,
        ownerId: channel?.ownerId ?? null,
        byId: body.byId ?? null,
      },
      facts: factsOf(body, post, channel),
      choices: new Map(members.flatMap(({ userId, choices }) => (choices ? [[userId, choices]] : []))),
    };
  }

  /** @returns null when the message has no post, undefined when the post is gone */
  async #post(tx: Tx, organisationId: string, body: MessageBody): Promise<PostRow | null | undefined> {
    if (!body.postId) return null;
    const values = [organisationId, body.postId, body.revisionId ?? null, body.byId ?? null];
    return (await tx.query<PostRow[]>(POST, values))[0];
  }

  /** @returns null when the message has no channel, undefined when the channel is gone */
  async #channel(tx: Tx, organisationId: string, body: MessageBody): Promise<ChannelRow | null | undefined> {
    if (!body.channelId) return null;
    return (await tx.query<ChannelRow[]>(CHANNEL, [organisationId, body.channelId]))[0];
  }
}

const factsOf = (body: MessageBody, post: PostRow | null, channel: ChannelRow | null): Facts => ({
  ...(body.postId ? { postId: body.postId } : {}),
  ...(post?.label ? { postTitle: post.label } : {}),
  ...(body.channelId ? { channelId: body.channelId } : {}),
  ...(channel ? { channelName: channel.name } : {}),
  ...(post?.byName ? { byName: post.byName } : {}),
  ...(body.note ? { note: body.note } : {}),
  ...(body.days ? { days: body.days } : {}),
});
