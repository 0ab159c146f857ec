import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import type { Principal } from '#lib/identity';
import { Post } from '../post.entity.js';
import { PostRecord } from '../post-record.js';
import { requireMay } from '../posts.policy.js';
import { lockPost, supersedeRevisions } from '../posts.repository.js';

@Injectable()
export class DeletePost {
  constructor(
    private readonly database: Database,
    private readonly record: PostRecord,
  ) {}

  /** @throws DomainError 404, 403, 409 when its state does not allow it or it was published */
  async run(who: Principal, id: string): Promise<void> {
    await this.database.inOrganisation(who.organisationId, async (tx) => {
      const post = await lockPost(tx, id);
      requireMay(who, post, 'delete');
      await this.record.deleting(tx, who, post);
      await supersedeRevisions(tx, id);
      await tx.delete(Post, { organisationId: post.organisationId, id });
    });
  }
}
