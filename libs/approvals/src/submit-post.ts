import { Injectable } from '@nestjs/common';
import { Database, insertRow } from '#lib/database';
import type { Principal } from '#lib/identity';
import { invalid, newId } from '#lib/kernel';
import {
  ComposeService,
  freeze,
  lockPost,
  PostReader,
  PostRecord,
  type PostView,
  requireMay,
  requireVersion,
  Revision,
  updatePost,
} from '#lib/posts';
import { stateAfter } from '#rules/posts';

/** Freezes and hashes a draft, and submits it: only this revision can be approved. */
@Injectable()
export class SubmitPost {
  constructor(
    private readonly database: Database,
    private readonly composer: ComposeService,
    private readonly record: PostRecord,
    private readonly reader: PostReader,
  ) {}

  /**
   * Freezes the post as it is now and asks for its approval.
   * @param note for whoever decides; null for none
   * @param version the version that was read (`If-Match`): nobody sends words they have not seen; null for whatever is there
   * @throws DomainError 412 when somebody changed it meanwhile, 422 `not_ready` with the problems for which a network would refuse it
   */
  run(who: Principal, id: string, note: string | null, version: number | null): Promise<PostView> {
    return this.database.inOrganisation(who.organisationId, async (tx) => {
      const post = await lockPost(tx, id);
      requireVersion(post, version);
      requireMay(who, post, 'submit');
      const channels = await this.composer.compose(tx, post);
      const blocking = this.composer
        .problems(post, channels, who.locale)
        .filter((problem) => problem.severity === 'error');
      if (blocking.length > 0) throw invalid(blocking, 'not_ready');
      const { content, hash } = freeze(post, channels);
      const number = (post.revision?.number ?? 0) + 1;
      const revisionId = newId();
      await insertRow(tx, Revision, {
        organisationId: who.organisationId,
        id: revisionId,
        postId: id,
        number,
        hash,
        content,
        submittedById: who.userId,
        submittedBy: who.userName,
        submittedByEmail: who.email,
        submittedVia: who.apiKey?.name ?? null,
        note,
      });
      await updatePost(tx, post, { state: stateAfter(post.state, 'submit', post.dueAt !== null) });
      await this.record.submitted(tx, who, id, revisionId, { revision: number, hash, note });
      return this.reader.view(tx, who, id);
    });
  }
}
