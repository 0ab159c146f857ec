import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import type { Page } from '#lib/kernel';
import { nodesWhere, type Principal } from '../access/principal.js';
import { InvitationViews } from './invitation-views.js';
import { findOpenInvitations } from './invitations.repository.js';

@Injectable()
export class ListInvitations {
  constructor(
    private readonly database: Database,
    private readonly views: InvitationViews,
  ) {}

  /** Open invitations where the person is an administrator. */
  async run(who: Principal): Promise<Page<object>> {
    const nodes = nodesWhere(who, 'invitation.read');
    const rows = await this.database.read(who.organisationId, (tx) => findOpenInvitations(tx, nodes));
    return { items: await this.views.of(rows), nextCursor: null };
  }
}
