import { Injectable } from '@nestjs/common';
import type { IncomingHttpHeaders } from 'node:http';
import { Database } from '#lib/database';
import { DomainError, invalid } from '#lib/kernel';
import { CallerCache } from '../access/caller-cache.js';
import type { Origin } from '../access/origin.js';
import type { Account } from '../auth/accounts.repository.js';
import { AccountsService, requireGoodPassword } from '../auth/accounts.service.js';
import { Attempts } from '../limits/attempts.js';
import { hashOfToken } from '../links/one-time.js';
import { MemberRecord } from '../members/member-record.js';
import { addMember } from '../members/members.repository.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { findByToken, type OpenedInvitation, takeInvitation } from './acceptance.repository.js';

/** Accepts invitations for the holder of the link, who must be the person of its address. */
@Injectable()
export class AcceptanceService {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountsService,
    private readonly attempts: Attempts,
    private readonly record: MemberRecord,
    private readonly sessions: SessionsService,
    private readonly cache: CallerCache,
  ) {}

  /** The offered role. Does not reveal whether the address has an account. @throws DomainError 404 */
  async look(token: string, origin: Origin) {
    const offer = await this.#find(token, origin);
    const inviter = (await this.accounts.byId([offer.invitedBy])).get(offer.invitedBy);
    return {
      organisation: offer.organisationName,
      establishment: offer.establishmentName,
      role: offer.role,
      email: offer.email,
      name: offer.name,
      invitedBy: inviter?.name ?? '',
      expiresAt: offer.expiresAt.toISOString(),
    };
  }

  /**
   * Joins: signed in with the invited address, or with a name and a password for a new account.
   * @throws DomainError 404 for an expired link, 403 when somebody else is signed in, 409 when the address has an
   * account that must sign in first, 422
   */
  async accept(
    token: string,
    { name, password }: { name?: string | undefined; password?: string | undefined },
    headers: IncomingHttpHeaders,
    origin: Origin,
  ): Promise<void> {
    const offer = await this.#find(token, origin);
    if (password === undefined) await this.#join(offer, await this.#signedIn(offer, headers), origin);
    else await this.#joinAnew(offer, await this.#make(offer, name, password), origin);
    this.cache.forget();
  }

  async #signedIn(offer: OpenedInvitation, headers: IncomingHttpHeaders): Promise<Account> {
    const session = await this.sessions.find(headers);
    if (!session) throw new DomainError(401, 'unauthenticated');
    if (session.user.email !== offer.email) throw new DomainError(403, 'invitation_for_other');
    return session.user;
  }

  async #make(offer: OpenedInvitation, name: string | undefined, password: string): Promise<Account> {
    const called = name ?? offer.name;
    if (called === '') throw invalid([{ path: 'name', code: 'too_small' }]);
    requireGoodPassword(password, [called, offer.email]);
    // The owner of the account must sign in: a link alone never opens one.
    if (await this.accounts.findByEmail(offer.email)) throw new DomainError(409, 'invitation_sign_in');
    return this.accounts.create(offer.email, called, password).catch((error: unknown) => {
      if ((error as { code?: string }).code === '23505') throw new DomainError(409, 'invitation_sign_in');
      throw error;
    });
  }

  /** Removes the new account when the link expires in the same instant, since it would be a member of nothing. */
  async #joinAnew(offer: OpenedInvitation, account: Account, origin: Origin): Promise<void> {
    try {
      await this.#join(offer, account, origin);
    } catch (error) {
      await this.accounts.remove(account.id);
      throw error;
    }
  }

  /** Of two concurrent calls, one finds the invitation gone. */
  async #join(offer: OpenedInvitation, account: Account, origin: Origin): Promise<void> {
    const { organisationId, establishmentId, role } = offer;
    await this.database.inOrganisation(organisationId, async (tx) => {
      if (!(await takeInvitation(tx, offer.id))) throw new DomainError(404, 'link_over');
      const id = await addMember(tx, { organisationId, userId: account.id, establishmentId, role });
      await this.record.joined(tx, offer, account, id, origin);
    });
  }

  async #find(token: string, origin: Origin): Promise<OpenedInvitation> {
    const hash = hashOfToken(token);
    const attempt = await this.attempts.begin('link', hash, origin.address);
    const offer = await findByToken(this.database, hash);
    if (!offer) throw new DomainError(404, 'link_over');
    await this.attempts.succeed(attempt);
    return offer;
  }
}
