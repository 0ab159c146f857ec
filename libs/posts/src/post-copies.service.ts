import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Database } from '#lib/database';
import { AuditService, mayAt, type Principal } from '#lib/identity';
import { invalid } from '#lib/kernel';
import { usableChannels } from './post-writes.js';
import { getPost, type PostRow, variantsOf } from './posts.repository.js';
import type { duplicatePost } from './posts.schemas.js';
import { PostsService } from './posts.service.js';
import type { PostView } from './posts.view.js';

/** A new draft from a post in any state: to say it again, or to say it where it did not go out. */
@Injectable()
export class PostCopiesService {
  constructor(
    private readonly database: Database,
    private readonly posts: PostsService,
    private readonly audit: AuditService,
  ) {}

  /**
   * Copies what was written, not what became of it: no date unless one is given, no approval, no publication. Channels that
   * are gone, or that the person may not use, are left out; those that are asked for must be the post's.
   * @throws DomainError 404, 403 for who edits nowhere, 422 for a channel that is not one of the post's
   */
  duplicate(who: Principal, id: string, input: z.output<typeof duplicatePost>): Promise<PostView> {
    return this.database.tenant(who.organisationId, async (tx) => {
      const source = await getPost(tx, id);
      this.posts.require(who, source, 'duplicate');
      const kept = source.variants.map((variant) => variant.channelId);
      const foreign = (input.channelIds ?? []).flatMap((channelId, at) =>
        kept.includes(channelId.toLowerCase())
          ? []
          : [{ path: `channelIds.${at}`, code: 'unknown_reference' }],
      );
      if (foreign.length > 0) throw invalid(foreign);
      const wanted = input.channelIds?.map((channelId) => channelId.toLowerCase()) ?? kept;
      const channelIds = await usableChannels(
        tx,
        who,
        kept.filter((channelId) => wanted.includes(channelId)),
      );
      const copy = await this.posts.insert(tx, who, {
        ...written(who, source),
        channelIds,
        variants: variantsOf(source, channelIds),
        ...(input.schedule ? { schedule: input.schedule } : {}),
      });
      await this.audit.record(tx, who, 'post.duplicated', copy.id, { of: source.id });
      return copy;
    });
  }
}

/** At home where its original is, if the person edits there; else where they do. */
const written = (who: Principal, source: PostRow) => ({
  title: source.title,
  text: source.text,
  link: source.link,
  formatId: source.formatId,
  campaignId: source.campaignId,
  mediaIds: source.mediaIds,
  audienceIds: source.audienceIds,
  tags: source.tags,
  ...(mayAt(who, source.path, 'post.write') ? { establishmentId: source.establishmentId } : {}),
});
