import { Injectable } from '@nestjs/common';
import { AccountsService } from '../auth/accounts.service.js';
import type { Caller } from './caller-cache.js';
import { PrincipalRepository } from './principal.repository.js';

/** Lets a link that a person made act with what that person may do, at the moment it is used. */
@Injectable()
export class ActingFor {
  constructor(
    private readonly accounts: AccountsService,
    private readonly principals: PrincipalRepository,
  ) {}

  /**
   * @param userId who made the link
   * @param link what history knows it by
   * @returns null for a person who has left the organisation, or who still owes a password or a second factor
   */
  async find(userId: string, organisationId: string, link: string): Promise<Caller | null> {
    const account = (await this.accounts.byId([userId])).get(userId);
    if (!account) return null;
    const session = { id: link, organisationId };
    const caller = await this.principals.load(account, { session });
    if (!caller || caller.organisationId !== organisationId || caller.pending) return null;
    return caller;
  }
}
