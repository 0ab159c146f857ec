import { Injectable } from '@nestjs/common';
import { AccountsService } from '../auth/accounts.service.js';
import type { InvitationRow } from './invitations.repository.js';

/** Invitations as the API answers them. */
@Injectable()
export class InvitationViews {
  constructor(private readonly accounts: AccountsService) {}

  async of(rows: readonly InvitationRow[]) {
    const people = await this.accounts.byId(rows.map((row) => row.invitedBy));
    return rows.map((row) => ({
      id: row.id,
      email: row.email,
      name: row.name,
      role: row.role,
      establishmentId: row.establishmentId,
      establishmentName: row.establishmentName,
      invitedBy: people.get(row.invitedBy)?.name ?? '',
      createdAt: row.createdAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
    }));
  }
}
