import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import type { Principal } from '#lib/identity';
import { PostReader, PostRecord, type PostView, updatePost } from '#lib/posts';
import { stateAfter } from '#rules/posts';
import { decide, lockUnderReview } from './under-review.js';

@Injectable()
export class RequestChanges {
  constructor(
    private readonly database: Database,
    private readonly record: PostRecord,
    private readonly reader: PostReader,
  ) {}

  /** @throws DomainError 409 when a given hash is not the one under review, 403 */
  run(who: Principal, id: string, note: string, revisionHash: string | undefined): Promise<PostView> {
    return this.database.inOrganisation(who.organisationId, async (tx) => {
      const post = await lockUnderReview(tx, who, id, 'requestChanges', revisionHash);
      await decide(tx, who, post, 'changes_requested', note);
      await updatePost(tx, post, { state: stateAfter(post.state, 'requestChanges', post.dueAt !== null) });
      await this.record.changesRequested(tx, who, id, post.revision, note);
      return this.reader.view(tx, who, id);
    });
  }
}
