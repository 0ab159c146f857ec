import { Injectable } from '@nestjs/common';
import { statement, type Tx } from '#lib/database';
import type { Choices, Facts, HeldRole, MessageBody, PossibleRecipients } from '../rules/index.js';

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
type Member = HeldRole & { choices: Choices | null };

/** What a message is about, in words, with possible recipients and their preferences. */
export interface MessageSubject {
  recipients: PossibleRecipients;
  facts: Facts;
  choices: ReadonlyMap<string, Choices>;
}

interface PostAsked {
  organisationId: string;
  postId: string;
  revisionId: string | null;
  /** The person who caused it, or null. */
  byId: string | null;
}

const POST = statement<PostAsked, PostRow>(`
  SELECT p.label, p.author_id AS "authorId", e.path,
    (SELECT u.name FROM auth."user" u WHERE u.id = :byId) AS "byName",
    (
      SELECT r.submitted_by_id
      FROM revision r
      WHERE r.organisation_id = p.organisation_id
        AND r.id = :revisionId
    ) AS "submittedById"
  FROM post p
  JOIN establishment e
    ON e.organisation_id = p.organisation_id
    AND e.id = p.establishment_id
  WHERE p.organisation_id = :organisationId
    AND p.id = :postId`);

/** A channel's owner is the person who gave its present credential. */
const CHANNEL = statement<{ organisationId: string; channelId: string }, ChannelRow>(`
  SELECT c.name, e.path,
    (
      SELECT a.actor_id
      FROM audit_entry a
      WHERE a.organisation_id = c.organisation_id
        AND a.subject_id = c.id
        AND a.action IN ('channel.connected', 'channel.reconnected')
      ORDER BY a.id DESC LIMIT 1
    ) AS "ownerId"
  FROM channel c
  JOIN establishment e
    ON e.organisation_id = c.organisation_id
    AND e.id = c.establishment_id
  WHERE c.organisation_id = :organisationId
    AND c.id = :channelId`);

interface MembersAsked {
  organisationId: string;
  /** Establishments. */
  path: string[];
  /** Accounts. */
  people: string[];
}

const MEMBERS = statement<MembersAsked, Member>(`
  SELECT m.user_id AS "userId", m.role, m.establishment_id AS "establishmentId", s.choices
  FROM member m
  LEFT JOIN notification_settings s
    ON s.organisation_id = m.organisation_id
    AND s.user_id = m.user_id
  WHERE m.organisation_id = :organisationId
    AND (m.establishment_id = ANY(:path) OR m.user_id = ANY(:people))
  ORDER BY m.created_at, m.id`);

/** Reads what a message refers to by id: its subject, and possible recipients. */
@Injectable()
export class MessageSubjectRepository {
  /** @returns null when the subject is gone, so that there is nothing to notify of */
  async read(tx: Tx, organisationId: string, body: MessageBody): Promise<MessageSubject | null> {
    const post = await this.#post(tx, organisationId, body);
    const channel = await this.#channel(tx, organisationId, body);
    if (post === undefined || channel === undefined) return null;
    const path = post?.path ?? channel?.path ?? [];
    const people = [post?.authorId, post?.submittedById, channel?.ownerId].filter(
      (id) => typeof id === 'string',
    );
    const members = await MEMBERS.rows(tx, { organisationId, path, people });
    return {
      recipients: {
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
    const { postId, revisionId = null, byId = null } = body;
    return POST.row(tx, { organisationId, postId, revisionId, byId });
  }

  /** @returns null when the message has no channel, undefined when the channel is gone */
  async #channel(tx: Tx, organisationId: string, body: MessageBody): Promise<ChannelRow | null | undefined> {
    if (!body.channelId) return null;
    return CHANNEL.row(tx, { organisationId, channelId: body.channelId });
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
