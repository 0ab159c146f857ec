import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import type { Principal } from '../access/principal.js';
import { MemberRecord } from '../members/member-record.js';
import { deleteInvitation } from './invitations.repository.js';
import { lockManaged } from './managed-invitation.js';

@Injectable()
export class RevokeInvitation {
  constructor(
    private readonly database: Database,
    private readonly record: MemberRecord,
  ) {}

  /** Its link becomes invalid. @throws DomainError 403, 404 */
  async run(who: Principal, id: string): Promise<void> {
    await this.database.inOrganisation(who.organisationId, async (tx) => {
      const invitation = await lockManaged(tx, who, id);
      await deleteInvitation(tx, id);
      await this.record.revoked(tx, who, invitation);
    });
  }
}
