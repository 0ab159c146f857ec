import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import { conflict, notFound } from '#lib/kernel';
import { CallerCache } from '../access/caller-cache.js';
import type { Origin } from '../access/origin.js';
import { maySomewhere, type Principal, strongestRole } from '../access/principal.js';
import { AuditService } from '../audit/audit.service.js';
import { AccountsService } from '../auth/accounts.service.js';
import { type Permission, PERMISSIONS } from '../rules/permissions.js';
import { SecurityLog } from '../security/security-log.js';
import { chooseOrganisation } from '../sessions/sessions.repository.js';
import { lookOf } from './display-name.js';
import { factorsOf, findOrganisations, namesAround, organisationInForce } from './profile.repository.js';

const NAMES = Object.keys(PERMISSIONS) as Permission[];

/** The person's own profile, and its changes. */
@Injectable()
export class ProfileService {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountsService,
    private readonly audit: AuditService,
    private readonly security: SecurityLog,
    private readonly cache: CallerCache,
  ) {}

  async get(who: Principal) {
    const [organisation, { twoFactor, passkeys }, organisations] = await Promise.all([
      this.database.read(who.organisationId, organisationInForce),
      factorsOf(this.database, who.userId),
      this.#organisations(who),
    ]);
    return {
      user: { id: who.userId, name: who.userName, email: who.email, twoFactor, passkeys },
      organisation,
      organisations,
      pending: who.pending ?? null,
      role: strongestRole(who),
      grants: who.grants.map(({ establishmentId, role: held }) => ({ establishmentId, role: held })),
      permissions: [
        ...NAMES.filter((permission) => maySomewhere(who, permission)),
        ...(who.operator ? ['installation.operate'] : []),
      ],
    };
  }

  /**
   * Changes the name that others read in history. Older entries keep the former name, with the account's id and
   * address.
   * @throws DomainError 409 for a name that looks like somebody else's in one of the person's organisations
   */
  async rename(who: Principal, name: string, origin: Origin): Promise<void> {
    if (name === who.userName) return;
    const look = lookOf(name);
    const others = await namesAround(this.database, who.userId);
    if (others.some((other) => lookOf(other) === look)) throw conflict('name_taken');
    await this.accounts.rename(who.userId, name);
    const detail = { from: who.userName, to: name };
    for (const { id: organisationId } of await this.#organisations(who)) {
      await this.database.inOrganisation(organisationId, (tx) =>
        this.audit.record(tx, { ...who, organisationId }, 'account.renamed', null, detail),
      );
    }
    await this.security.record({ kind: 'renamed', userId: who.userId, origin, detail });
  }

  /** Switches this session to another of the person's organisations. @throws DomainError 404 */
  async choose(who: Principal, organisationId: string): Promise<void> {
    const all = await this.#organisations(who);
    if (!all.some(({ id }) => id === organisationId)) throw notFound('organisation');
    await chooseOrganisation(this.database, who.sessionId, organisationId);
    this.cache.forget();
  }

  /** A key works in its own organisation, and does not learn of others. */
  #organisations({ userId, organisationId, apiKey }: Principal): Promise<{ id: string; name: string }[]> {
    return findOrganisations(this.database, userId, apiKey ? organisationId : null);
  }
}
