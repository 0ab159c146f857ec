import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import type { Principal } from '#lib/identity';
import { formOf, stringOption } from '#lib/platforms';
import { type ComposedChannel, ComposeService, listProblems } from '../compose.service.js';
import { requireVisible } from '../posts.policy.js';
import { getPost } from '../posts.repository.js';
import { isFrozen } from '../rules/post-state.js';

@Injectable()
export class PreviewPost {
  constructor(
    private readonly database: Database,
    private readonly composer: ComposeService,
  ) {}

  /**
   * What each channel shows: of a draft, its present content; from submission on, the frozen content.
   * @throws DomainError 404
   */
  run(who: Principal, id: string) {
    return this.database.read(who.organisationId, async (tx) => {
      const post = await getPost(tx, id);
      requireVisible(who, post);
      const channels = await this.composer.shown(tx, post);
      const revision = isFrozen(post.state) ? post.revision : null;
      return {
        revision: revision && {
          id: revision.id,
          number: revision.number,
          state: revision.state,
          hash: revision.hash,
        },
        channels: channels.map((channel) => preview(channel, who)),
      };
    });
  }
}

const preview = (channel: ComposedChannel, { locale }: Principal) => ({
  channelId: channel.channelId,
  platform: channel.platform,
  type: channel.content.type,
  form: formOf(channel.platform, channel.content),
  title: stringOption(channel.content.options, 'title'),
  text: channel.content.text,
  firstComment: channel.content.firstComment,
  link: channel.content.link,
  mediaIds: channel.content.media.map((m) => m.id),
  count: channel.count,
  limit: channel.limit,
  baseline: channel.baseline?.text ?? null,
  problems: listProblems([channel], locale),
});
