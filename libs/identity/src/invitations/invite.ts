import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import { conflict } from '#lib/kernel';
import type { Origin } from '../access/origin.js';
import type { Principal } from '../access/principal.js';
import { targetEstablishment } from '../access/target-establishment.repository.js';
import { hashOfToken, newToken } from '../links/one-time.js';
import { MemberRecord } from '../members/member-record.js';
import type { Role } from '../rules/permissions.js';
import { DeliverInvitation } from './deliver-invitation.js';
import { isMemberThere, writeInvitation } from './invitations.repository.js';
import { getInvitation } from './managed-invitation.js';

/**
 * Offers a role. Never looks up an account: an address that is known elsewhere and an unknown one get the same answer
 * by the same steps.
 */
@Injectable()
export class Invite {
  constructor(
    private readonly database: Database,
    private readonly record: MemberRecord,
    private readonly deliver: DeliverInvitation,
  ) {}

  /**
   * Invites, or invites again: an older link to the same establishment becomes invalid.
   * @throws DomainError 403, 409 for somebody who has a role there, 422
   */
  async run(
    who: Principal,
    input: { email: string; name?: string | undefined; role: Role; establishmentId: string },
    origin: Origin,
  ) {
    const { role, establishmentId, name = '' } = input;
    const { organisationId } = who;
    await this.database.read(organisationId, (tx) =>
      targetEstablishment(tx, who, establishmentId, 'member.manage', { evenUnseen: true }),
    );
    const email = input.email.toLowerCase();
    if (await isMemberThere(this.database, organisationId, establishmentId, email)) {
      throw conflict('member_exists');
    }
    const token = newToken();
    const row = await this.database.inOrganisation(organisationId, async (tx) => {
      const invited = { email, name, role, establishmentId };
      const invitation = await getInvitation(tx, await writeInvitation(tx, who, invited, hashOfToken(token)));
      await this.record.invited(tx, who, invitation, origin);
      return invitation;
    });
    return this.deliver.run(who, row, token);
  }
}
