import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import { nodesWhere, type Principal } from '#lib/identity';
import type { Page } from '#lib/kernel';
import { linkView } from './link-view.js';
import { findLinks } from './links.repository.js';

@Injectable()
export class ListLinks {
  constructor(private readonly database: Database) {}

  /** Links that can still be used, where the person manages channels. */
  async run(who: Principal): Promise<Page<object>> {
    const nodes = nodesWhere(who, 'channel.manage');
    const rows = await this.database.read(who.organisationId, (tx) => findLinks(tx, nodes));
    return { items: rows.map(linkView), nextCursor: null };
  }
}
