import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import type { Principal } from '#lib/identity';
import type { Page } from '#lib/kernel';
import { formOf, stringOption } from '#lib/platforms';
import { type FrozenChannel, getPost, requireVisible, revisionView } from '#lib/posts';
import { findRevisions, type RevisionRecord } from './revisions.repository.js';

@Injectable()
export class ListRevisions {
  constructor(private readonly database: Database) {}

  /** Every revision with its frozen content, newest first. @throws DomainError 404 */
  run(who: Principal, id: string): Promise<Page<object>> {
    return this.database.read(who.organisationId, async (tx) => {
      requireVisible(who, await getPost(tx, id));
      return { items: (await findRevisions(tx, id)).map(view), nextCursor: null };
    });
  }
}

const view = ({ content, left, ...revision }: RevisionRecord) => ({
  ...revisionView(revision),
  left: left && { ...left, at: new Date(left.at).toISOString() },
  channels: content.channels.map(frozenView),
});

const frozenView = ({ channelId, platform, content, baseline }: FrozenChannel) => ({
  channelId,
  platform,
  type: content.type,
  form: formOf(platform, content),
  title: stringOption(content.options, 'title'),
  text: content.text,
  firstComment: content.firstComment,
  link: content.link,
  mediaIds: content.media.map((m) => m.id),
  baseline: baseline?.text ?? null,
});
