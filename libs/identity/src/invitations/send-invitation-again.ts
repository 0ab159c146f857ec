import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import type { Origin } from '../access/origin.js';
import type { Principal } from '../access/principal.js';
import { hashOfToken, newToken } from '../links/one-time.js';
import { MemberRecord } from '../members/member-record.js';
import { DeliverInvitation } from './deliver-invitation.js';
import { renewInvitation } from './invitations.repository.js';
import { getInvitation, lockManaged } from './managed-invitation.js';

@Injectable()
export class SendInvitationAgain {
  constructor(
    private readonly database: Database,
    private readonly record: MemberRecord,
    private readonly deliver: DeliverInvitation,
  ) {}

  /** A new link, valid for seven days. @throws DomainError 403, 404 */
  async run(who: Principal, id: string, origin: Origin) {
    const token = newToken();
    const row = await this.database.inOrganisation(who.organisationId, async (tx) => {
      await lockManaged(tx, who, id);
      await renewInvitation(tx, id, hashOfToken(token));
      const invitation = await getInvitation(tx, id);
      await this.record.invited(tx, who, invitation, origin);
      return invitation;
    });
    return this.deliver.run(who, row, token);
  }
}
