import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import type { Principal } from '#lib/identity';
import {
  lockPost,
  PostReader,
  PostRecord,
  type PostView,
  requireMay,
  supersedeRevisions,
  updatePost,
} from '#lib/posts';
import { stateAfter } from '#rules/posts';

@Injectable()
export class WithdrawPost {
  constructor(
    private readonly database: Database,
    private readonly record: PostRecord,
    private readonly reader: PostReader,
  ) {}

  /** Withdraws a post before a decision. @throws DomainError 404, 403, 409 */
  run(who: Principal, id: string, note: string | null): Promise<PostView> {
    return this.database.inOrganisation(who.organisationId, async (tx) => {
      const post = await lockPost(tx, id);
      requireMay(who, post, 'withdraw');
      await supersedeRevisions(tx, id);
      const state = stateAfter(post.state, 'withdraw', post.dueAt !== null);
      await updatePost(tx, post, { state, needsAttention: false });
      await this.record.withdrawn(tx, who, post, note);
      return this.reader.view(tx, who, id);
    });
  }
}
