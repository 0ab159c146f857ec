import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import type { Principal } from '#lib/identity';
import { PostReader } from '../post-reader.js';
import { PostRecord } from '../post-record.js';
import { requireMay } from '../posts.policy.js';
import { scheduleNow, lockPost } from '../posts.repository.js';
import type { PostView } from '../posts.view.js';
import { stateAfter } from '../rules/post-state.js';

/** Sets the schedule of an approved post to now. No new approval is needed. */
@Injectable()
export class PublishNow {
  constructor(
    private readonly database: Database,
    private readonly record: PostRecord,
    private readonly reader: PostReader,
  ) {}

  /** @throws DomainError 404, 403, 409 when it is not approved, or is being published */
  run(who: Principal, id: string): Promise<PostView> {
    return this.database.inOrganisation(who.organisationId, async (tx) => {
      const post = await lockPost(tx, id);
      requireMay(who, post, 'publishNow');
      const dueAt = await scheduleNow(tx, post, stateAfter(post.state, 'publishNow', true));
      await this.record.publishedNow(tx, who, id, dueAt);
      return this.reader.view(tx, who, id);
    });
  }
}
