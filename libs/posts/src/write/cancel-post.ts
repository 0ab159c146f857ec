import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import type { Principal } from '#lib/identity';
import { PostReader } from '../post-reader.js';
import { PostRecord } from '../post-record.js';
import { requireMay } from '../posts.policy.js';
import { lockPost, supersedeRevisions, updatePost } from '../posts.repository.js';
import type { PostView } from '../posts.view.js';
import { stateAfter } from '../rules/post-state.js';

@Injectable()
export class CancelPost {
  constructor(
    private readonly database: Database,
    private readonly record: PostRecord,
    private readonly reader: PostReader,
  ) {}

  /**
   * Cancels what is not out yet; what is out stays out, which the post's state shows. @throws DomainError 404, 403,
   * 409
   */
  run(who: Principal, id: string): Promise<PostView> {
    return this.database.inOrganisation(who.organisationId, async (tx) => {
      const post = await lockPost(tx, id);
      requireMay(who, post, 'cancel');
      await supersedeRevisions(tx, id, ['pending']);
      await updatePost(tx, post, { state: stateAfter(post.state, 'cancel', post.dueAt !== null) });
      await this.record.cancelled(tx, who, post);
      return this.reader.view(tx, who, id);
    });
  }
}
