import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Database } from '#lib/database';
import { mayAt, type Principal } from '#lib/identity';
import { invalid } from '#lib/kernel';
import { PostReader } from '../post-reader.js';
import { PostRecord } from '../post-record.js';
import { requireMay } from '../posts.policy.js';
import { getPost, type PostRow } from '../posts.repository.js';
import type { duplicatePost } from '../posts.schemas.js';
import type { PostView } from '../posts.view.js';
import { usableChannels } from '../references.repository.js';
import { variantsOf } from '../variants.repository.js';
import { NewDraft, ownOf } from './new-draft.js';

/** A new draft from a post in any state: to repeat it, or to send it where it did not go out. */
@Injectable()
export class DuplicatePost {
  constructor(
    private readonly database: Database,
    private readonly draft: NewDraft,
    private readonly record: PostRecord,
    private readonly reader: PostReader,
  ) {}

  /**
   * Copies what was written: no date unless one is given, no approval, no publication. Channels that are gone, or
   * that the person may not use, are left out; requested ones must be the post's.
   * @throws DomainError 404, 403 for who edits nowhere, 422 for a channel that is not one of the post's
   */
  run(who: Principal, id: string, input: z.output<typeof duplicatePost>): Promise<PostView> {
    return this.database.inOrganisation(who.organisationId, async (tx) => {
      const source = await getPost(tx, id);
      requireMay(who, source, 'duplicate');
      const channelIds = await usableChannels(tx, who, wantedChannels(source, input.channelIds));
      const copyId = await this.draft.insert(tx, who, {
        ...ownOf(source),
        title: source.title,
        text: source.text,
        // In its original's establishment if the person edits there; else in theirs.
        ...(mayAt(who, source.path, 'post.write') ? { establishmentId: source.establishmentId } : {}),
        channelIds,
        variants: variantsOf(source, channelIds),
        ...(input.schedule ? { schedule: input.schedule } : {}),
      });
      await this.record.duplicated(tx, who, copyId, source.id);
      return this.reader.view(tx, who, copyId);
    });
  }
}

/** The requested channels of a post, in the post's order. @throws DomainError 422 for one that it does not have */
function wantedChannels(source: PostRow, asked: readonly string[] | undefined): string[] {
  const kept = source.variants.map((variant) => variant.channelId);
  if (!asked) return kept;
  const wanted = asked.map((channelId) => channelId.toLowerCase());
  const foreign = wanted.flatMap((channelId, at) =>
    kept.includes(channelId) ? [] : [{ path: `channelIds.${at}`, code: 'unknown_reference' }],
  );
  if (foreign.length > 0) throw invalid(foreign);
  return kept.filter((channelId) => wanted.includes(channelId));
}
