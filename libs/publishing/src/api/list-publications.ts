import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import type { Principal } from '#lib/identity';
import { notFound, type Page } from '#lib/kernel';
import { PublicationReader, sees } from './publication-reader.js';
import { pathOfPost, publicationsOf } from './publications.repository.js';

@Injectable()
export class ListPublications {
  constructor(
    private readonly database: Database,
    private readonly reader: PublicationReader,
  ) {}

  /** The publications of a post, one per channel. @throws DomainError 404 */
  run(who: Principal, postId: string): Promise<Page<object>> {
    return this.database.read(who.organisationId, async (tx) => {
      const path = await pathOfPost(tx, postId);
      if (!path || !sees(who, path)) throw notFound('post');
      const rows = await publicationsOf(tx, postId);
      return { items: await this.reader.views(who, rows), nextCursor: null };
    });
  }
}
