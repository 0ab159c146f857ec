import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#lib/database';
import { conflict, forbidden, notFound, type Page } from '#lib/kernel';
import { CallerCache } from '../access/caller-cache.js';
import { type Principal, requireAt, visibleNodes } from '../access/principal.js';
import { AccountsService } from '../auth/accounts.service.js';
import type { Role } from '../rules/permissions.js';
import { takeInvitationsBack } from '../invitations/invitations.repository.js';
import { MemberRecord } from './member-record.js';
import {
  deleteMember,
  findMembers,
  hasRoleElsewhere,
  isAdministeredByOthers,
  lockMember,
  type MemberRow,
  rolesOf,
  setRole,
} from './members.repository.js';

/** Who works here, and with what role where. */
@Injectable()
export class MembersService {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountsService,
    private readonly record: MemberRecord,
    private readonly cache: CallerCache,
  ) {}

  async list(who: Principal): Promise<Page<object>> {
    const rows = await this.database.read(who.organisationId, (tx) => findMembers(tx, visibleNodes(who)));
    return { items: await this.#views(who, rows), nextCursor: null };
  }

  /** @throws DomainError 404, 403, 409 `last_admin` when nobody else would administer the whole organisation */
  async changeRole(who: Principal, id: string, role: Role) {
    const before = await this.database.inOrganisation(who.organisationId, async (tx) => {
      const row = await this.#lock(tx, who, id);
      const steppedDown = row.role === 'admin' && role !== 'admin';
      if (steppedDown) await this.#keepAnAdmin(tx, id);
      await setRole(tx, row, role);
      if (steppedDown) await takeInvitationsBack(tx, row.userId);
      await this.record.roleChanged(tx, who, row, role);
      return row;
    });
    this.cache.forget();
    return (await this.#views(who, [{ ...before, role }]))[0];
  }

  /**
   * Removes a role; with the last one in the organisation, also the person's keys to it.
   * @throws DomainError 404, 403, 409 `last_admin`
   */
  async remove(who: Principal, id: string): Promise<void> {
    await this.database.inOrganisation(who.organisationId, async (tx) => {
      const row = await this.#lock(tx, who, id);
      if (row.role === 'admin') await this.#keepAnAdmin(tx, id);
      await deleteMember(tx, row);
      await takeInvitationsBack(tx, row.userId);
      await this.record.removed(tx, who, row);
    });
    this.cache.forget();
  }

  /**
   * The account of a member, for an administrator to manage.
   * @throws DomainError 404, 403 unless they administer every place in this organisation where the person has a role
   */
  async accountOf(who: Principal, id: string): Promise<string> {
    return this.database.inOrganisation(who.organisationId, async (tx) => {
      const { userId } = await this.#lock(tx, who, id);
      for (const { path } of await rolesOf(tx, userId)) requireAt(who, path, 'member.manage');
      return userId;
    });
  }

  /**
   * As `accountOf`, for acts that give access to the account. An account with a role in another organisation is
   * refused, with the same error as a person of another establishment.
   * @throws DomainError 404, 403
   */
  async ownAccountOf(who: Principal, id: string): Promise<string> {
    const userId = await this.accountOf(who, id);
    if (await hasRoleElsewhere(this.database, userId, who.organisationId)) throw forbidden();
    return userId;
  }

  async #lock(tx: Tx, who: Principal, id: string): Promise<MemberRow> {
    const row = await lockMember(tx, id);
    if (!row) throw notFound('member');
    requireAt(who, row.path, 'member.manage');
    return row;
  }

  /** @throws DomainError 409 when nobody else administers the whole organisation */
  async #keepAnAdmin(tx: Tx, id: string): Promise<void> {
    if (!(await isAdministeredByOthers(tx, id))) throw conflict('last_admin');
  }

  async #views(who: Principal, rows: readonly MemberRow[]) {
    const people = await this.accounts.byId(rows.map((row) => row.userId));
    return rows.map((row) => ({
      id: row.id,
      userId: row.userId,
      name: people.get(row.userId)?.name ?? '',
      email: people.get(row.userId)?.email ?? '',
      role: row.role,
      establishmentId: row.establishmentId,
      establishmentName: row.establishmentName,
      createdAt: row.createdAt.toISOString(),
      isYou: row.userId === who.userId,
    }));
  }
}
