import { Injectable } from '@nestjs/common';
import type { Tx } from '#lib/database';
import type { Facts, Held, MessageBody, Scene } from '../rules/index.js';

interface PostRow {
  label: string;
  authorId: string;
  submittedById: string | null;
  path: string[];
}

interface ChannelRow {
  name: string;
  ownerId: string | null;
  path: string[];
}

/** Reads what a message only names by its ids: what it is about, and who could be told. */
@Injectable()
export class SceneRepository {
  /** @returns null when what it is about is gone, so that there is nothing left to tell */
  async read(
    tx: Tx,
    organisationId: string,
    body: MessageBody,
  ): Promise<{ scene: Scene; facts: Facts } | null> {
    const [post, channel, by] = [
      await this.#post(tx, organisationId, body),
      await this.#channel(tx, organisationId, body.channelId),
      await this.#nameOf(tx, body.byId),
    ];
    if (body.postId && !post) return null;
    if (body.channelId && !channel) return null;
    const path = post?.path ?? channel?.path ?? [];
    const people = [post?.authorId, post?.submittedById, channel?.ownerId].filter(
      (id) => typeof id === 'string',
    );
    return {
      scene: {
        path,
        members: await this.#members(tx, organisationId, path, people),
        authorId: post?.authorId ?? null,
        submittedById: post?.submittedById ?? null,
        ownerId: channel?.ownerId ?? null,
        byId: body.byId ?? null,
      },
      facts: {
        ...(body.postId ? { postId: body.postId } : {}),
        ...(post?.label ? { postTitle: post.label } : {}),
        ...(body.channelId ? { channelId: body.channelId } : {}),
        ...(channel ? { channelName: channel.name } : {}),
        ...(by ? { byName: by } : {}),
        ...(body.note ? { note: body.note } : {}),
        ...(body.days ? { days: body.days } : {}),
      },
    };
  }

  async #post(tx: Tx, organisationId: string, body: MessageBody): Promise<PostRow | undefined> {
    const rows = await tx.query<PostRow[]>(
      `SELECT p.label, p.author_id AS "authorId", e.path,
         (SELECT r.submitted_by_id FROM revision r WHERE r.organisation_id = p.organisation_id AND r.id = $3) AS "submittedById"
       FROM post p JOIN establishment e ON e.organisation_id = p.organisation_id AND e.id = p.establishment_id
       WHERE p.organisation_id = $1 AND p.id = $2`,
      [organisationId, body.postId ?? null, body.revisionId ?? null],
    );
    return rows[0];
  }

  /** A channel's owner is whoever gave it the access it works with. */
  async #channel(tx: Tx, organisationId: string, id: string | undefined): Promise<ChannelRow | undefined> {
    const rows = await tx.query<ChannelRow[]>(
      `SELECT c.name, e.path,
         (SELECT a.actor_id FROM audit_entry a WHERE a.organisation_id = c.organisation_id AND a.subject_id = c.id
            AND a.action IN ('channel.connected', 'channel.reconnected') ORDER BY a.id DESC LIMIT 1) AS "ownerId"
       FROM channel c JOIN establishment e ON e.organisation_id = c.organisation_id AND e.id = c.establishment_id
       WHERE c.organisation_id = $1 AND c.id = $2`,
      [organisationId, id ?? null],
    );
    return rows[0];
  }

  async #nameOf(tx: Tx, userId: string | undefined): Promise<string | undefined> {
    const rows = await tx.query<{ name: string }[]>('SELECT name FROM auth."user" WHERE id = $1', [
      userId ?? null,
    ]);
    return rows[0]?.name;
  }

  #members(tx: Tx, organisationId: string, path: string[], people: string[]): Promise<Held[]> {
    return tx.query(
      `SELECT user_id AS "userId", role, establishment_id AS "establishmentId" FROM member
       WHERE organisation_id = $1 AND (establishment_id = ANY($2) OR user_id = ANY($3)) ORDER BY created_at, id`,
      [organisationId, path, people],
    );
  }
}
