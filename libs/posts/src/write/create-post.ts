import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import type { Principal } from '#lib/identity';
import { PostReader } from '../post-reader.js';
import type { PostView } from '../posts.view.js';
import { NewDraft, type NewPost } from './new-draft.js';

@Injectable()
export class CreatePost {
  constructor(
    private readonly database: Database,
    private readonly draft: NewDraft,
    private readonly reader: PostReader,
  ) {}

  /** A new draft; any part may be missing. @throws DomainError 422, 403 */
  run(who: Principal, input: NewPost): Promise<PostView> {
    return this.database.inOrganisation(who.organisationId, async (tx) =>
      this.reader.view(tx, who, await this.draft.insert(tx, who, input)),
    );
  }
}
