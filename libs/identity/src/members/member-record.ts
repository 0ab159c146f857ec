import { Injectable } from '@nestjs/common';
import type { Tx } from '#lib/database';
import type { Origin } from '../access/origin.js';
import type { Principal } from '../access/principal.js';
import { AuditService } from '../audit/audit.service.js';
import type { Account } from '../auth/accounts.repository.js';
import type { OpenedInvitation } from '../invitations/acceptance.repository.js';
import type { InvitationRow } from '../invitations/invitations.repository.js';
import type { Role } from '../rules/permissions.js';
import { SecurityLog } from '../security/security-log.js';
import type { MemberRow } from './members.repository.js';

/**
 * Records an act on a member or an invitation: history entry of the organisation, and event in the security log of
 * the account. Called last in the act's transaction, which writes the entry. The event is written beside it, by the
 * engine's role, so a log that fails undoes the act: no act is without its event.
 */
@Injectable()
export class MemberRecord {
  constructor(
    private readonly audit: AuditService,
    private readonly security: SecurityLog,
  ) {}

  /** For a new invitation, and for a new link of one. The event is the inviting person's. */
  async invited(tx: Tx, who: Principal, invitation: InvitationRow, origin: Origin): Promise<void> {
    const { id, email, role, establishmentId } = invitation;
    const { organisationId, userId } = who;
    await this.audit.record(tx, who, 'member.invited', id, { email, role, establishmentId });
    await this.security.record({ kind: 'invited', userId, organisationId, origin, detail: { email, role } });
  }

  /** No event, because it changes nobody's account. */
  revoked(tx: Tx, who: Principal, { id, email, role }: InvitationRow): Promise<void> {
    return this.audit.record(tx, who, 'member.invitation_revoked', id, { email, role });
  }

  /** @param memberId undefined for a person who had a role there already: nothing to write into history */
  async joined(
    tx: Tx,
    { organisationId, establishmentId, establishmentName, email, role, invitedBy }: OpenedInvitation,
    { id: userId, name: userName, email: address }: Account,
    memberId: string | undefined,
    origin: Origin,
  ): Promise<void> {
    if (memberId !== undefined) {
      const who = { organisationId, userId, userName, email: address, apiKey: null };
      const detail = { email, role, establishmentId, invitedBy };
      await this.audit.record(tx, who, 'member.joined', memberId, detail);
    }
    await this.security.record({
      kind: 'member_joined',
      userId,
      organisationId,
      origin,
      detail: { role, establishment: establishmentName },
    });
  }

  /** @param to the new role of the member, who is given as they were */
  async roleChanged(tx: Tx, who: Principal, { id, userId, role: from }: MemberRow, to: Role): Promise<void> {
    const { organisationId } = who;
    const detail = { from, to };
    await this.audit.record(tx, who, 'member.role_changed', id, detail);
    await this.security.record({ kind: 'role_changed', userId, organisationId, actor: who, detail });
  }

  async removed(tx: Tx, who: Principal, { id, userId, role, establishmentName }: MemberRow): Promise<void> {
    await this.audit.record(tx, who, 'member.removed', id, { userId, role });
    await this.security.record({
      kind: 'member_removed',
      userId,
      organisationId: who.organisationId,
      actor: who,
      detail: { role, establishment: establishmentName },
    });
  }
}
