import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import type { Principal } from '#lib/identity';
import { invalid } from '#lib/kernel';
import { ComposeService, PostReader, PostRecord, type PostView, updatePost } from '#lib/posts';
import { stateAfter } from '#rules/posts';
import { decide, lockUnderReview } from './under-review.js';

@Injectable()
export class ApprovePost {
  constructor(
    private readonly database: Database,
    private readonly composer: ComposeService,
    private readonly record: PostRecord,
    private readonly reader: PostReader,
  ) {}

  /**
   * Approves the revision that was read.
   * @throws DomainError 409 when the hash is not the one under review, 422 `too_late`, 403
   */
  run(who: Principal, id: string, revisionHash: string, note: string | null): Promise<PostView> {
    return this.database.inOrganisation(who.organisationId, async (tx) => {
      const post = await lockUnderReview(tx, who, id, 'approve', revisionHash);
      const lateness = this.composer.problems(post, [], who.locale).find(({ code }) => code === 'too_late');
      if (lateness) throw invalid([lateness], 'too_late');
      await decide(tx, who, post, 'approved', note);
      // The authors are cleared: from now on only later writers count as authors of unapproved content.
      await updatePost(tx, post, {
        state: stateAfter(post.state, 'approve', post.dueAt !== null),
        contributorIds: [],
      });
      await this.record.approved(tx, who, post, post.revision, note);
      return this.reader.view(tx, who, id);
    });
  }
}
