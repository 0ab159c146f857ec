import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import type { Principal } from '#lib/identity';
import { PostReader } from '../post-reader.js';
import type { PostView } from '../posts.view.js';

@Injectable()
export class GetPost {
  constructor(
    private readonly database: Database,
    private readonly reader: PostReader,
  ) {}

  /** @throws DomainError 404 */
  run(who: Principal, id: string): Promise<PostView> {
    return this.database.read(who.organisationId, (tx) => this.reader.view(tx, who, id));
  }
}
