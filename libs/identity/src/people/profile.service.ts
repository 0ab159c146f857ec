import { Inject, Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import { conflict, notFound } from '#lib/kernel';
import { KnownCallers } from '../access/known-callers.js';
import type { Origin } from '../access/origin.js';
import { maySomewhere, type Principal, strongestRole } from '../access/principal.js';
import { AuditService } from '../audit/audit.service.js';
import { AccountsService } from '../auth/accounts.service.js';
import { AUTH, type Auth } from '../auth/auth.js';
import { type Permission, PERMISSIONS } from '../rules/permissions.js';
import { SecurityLog } from '../security/security-log.js';
import { lookOf } from './display-name.js';

const NAMES = Object.keys(PERMISSIONS) as Permission[];

/** Who one is, and what of that one may change. */
@Injectable()
export class ProfileService {
  constructor(
    @Inject(AUTH) private readonly auth: Auth,
    private readonly database: Database,
    private readonly accounts: AccountsService,
    private readonly audit: AuditService,
    private readonly security: SecurityLog,
    private readonly known: KnownCallers,
  ) {}

  async get(who: Principal) {
    const [[organisation], [account], organisations] = await Promise.all([
      this.database.read(who.organisationId, (tx) =>
        tx.query<object[]>(
          `SELECT id, name, time_zone AS "timeZone", require_other_approver AS "requireOtherApprover",
                  late_limit_minutes AS "lateLimitMinutes", require_two_factor AS "requireTwoFactor" FROM organisation`,
        ),
      ),
      this.database.query<{ twoFactor: boolean; passkeys: number }>(
        `SELECT "twoFactorEnabled" AS "twoFactor",
           (SELECT count(*)::int FROM auth.passkey p WHERE p.user_id = u.id) AS passkeys
         FROM auth."user" u WHERE id = $1`,
        [who.userId],
      ),
      this.#organisations(who),
    ]);
    return {
      user: {
        id: who.userId,
        name: who.userName,
        email: who.email,
        twoFactor: account?.twoFactor ?? false,
        passkeys: account?.passkeys ?? 0,
      },
      organisation,
      organisations,
      pending: who.pending ?? null,
      role: strongestRole(who),
      grants: who.grants.map(({ establishmentId, role: held }) => ({ establishmentId, role: held })),
      permissions: [
        ...NAMES.filter(
          (permission) => maySomewhere(who, permission) || (permission === 'health.read' && who.operator),
        ),
        ...(who.operator ? ['installation.operate'] : []),
      ],
    };
  }

  /**
   * The name that others read beside what one does. History keeps the one before, with the account's id and address.
   * @throws DomainError 409 for a name that looks like somebody else's in one of the person's organisations
   */
  async rename(who: Principal, name: string, origin: Origin): Promise<void> {
    if (name === who.userName) return;
    const others = await this.database.query<{ name: string }>(
      `SELECT DISTINCT u.name FROM member mine JOIN member m ON m.organisation_id = mine.organisation_id
       JOIN auth."user" u ON u.id = m.user_id WHERE mine.user_id = $1 AND u.id <> $1`,
      [who.userId],
    );
    const look = lookOf(name);
    if (others.some((other) => lookOf(other.name) === look)) throw conflict('name_taken');
    await this.accounts.rename(who.userId, name);
    const detail = { from: who.userName, to: name };
    for (const { id: organisationId } of await this.#organisations(who)) {
      await this.database.tenant(organisationId, (tx) =>
        this.audit.record(tx, { ...who, organisationId }, 'account.renamed', null, detail),
      );
    }
    await this.security.record({ kind: 'renamed', userId: who.userId, origin, detail });
  }

  /** Works in another of one's organisations, in this session. @throws DomainError 404 */
  async choose(who: Principal, organisationId: string): Promise<void> {
    const all = await this.#organisations(who);
    if (!all.some(({ id }) => id === organisationId)) throw notFound('organisation');
    await this.auth.pool.query('UPDATE session SET "organisationId" = $2 WHERE id = $1', [
      who.sessionId,
      organisationId,
    ]);
    this.known.forget();
  }

  /** A key works in its own organisation, and is told no other. */
  #organisations({ userId, organisationId, apiKey }: Principal): Promise<{ id: string; name: string }[]> {
    return this.database.query(
      `SELECT o.id, o.name FROM organisation o
       WHERE EXISTS (SELECT 1 FROM member m WHERE m.organisation_id = o.id AND m.user_id = $1) AND ($2::uuid IS NULL OR o.id = $2)
       ORDER BY o.name, o.id`,
      [userId, apiKey ? organisationId : null],
    );
  }
}
