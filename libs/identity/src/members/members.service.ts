import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#lib/database';
import { conflict, forbidden, notFound, type Page } from '#lib/kernel';
import { KnownCallers } from '../access/known-callers.js';
import { type Principal, requireAt, visibleNodes } from '../access/principal.js';
import { AuditService } from '../audit/audit.service.js';
import type { SecurityEventKind } from '../account.schemas.js';
import { AccountsService } from '../auth/accounts.service.js';
import type { Role } from '../rules/permissions.js';
import { SecurityLog } from '../security/security-log.js';

interface Row {
  id: string;
  user_id: string;
  role: Role;
  establishment_id: string;
  establishment_name: string;
  path: string[];
  created_at: Date;
}

/** Names and e-mails live in the accounts' schema, which tenants do not read: they are joined by the accounts. */
const SELECT = `SELECT m.id, m.user_id, m.role, m.establishment_id, m.created_at, e.name AS establishment_name, e.path
  FROM member m JOIN establishment e ON e.organisation_id = m.organisation_id AND e.id = m.establishment_id`;

/** Who works here, and with what role where. */
@Injectable()
export class MembersService {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountsService,
    private readonly audit: AuditService,
    private readonly known: KnownCallers,
    private readonly security: SecurityLog,
  ) {}

  async list(who: Principal): Promise<Page<object>> {
    const rows = await this.database.read(who.organisationId, (tx) =>
      tx.query<Row[]>(`${SELECT} WHERE $1::uuid[] IS NULL OR e.path && $1 ORDER BY e.path, m.created_at`, [
        visibleNodes(who),
      ]),
    );
    return { items: await this.#views(who, rows), nextCursor: null };
  }

  async changeRole(who: Principal, id: string, role: Role) {
    const { rows, from } = await this.database.tenant(who.organisationId, async (tx) => {
      const row = await this.#get(tx, who, id);
      if (row.role === 'admin' && role !== 'admin') await this.#keepAnAdmin(tx, id);
      await tx.query('UPDATE member SET role = $2 WHERE id = $1', [id, role]);
      if (row.role === 'admin' && role !== 'admin') await this.#takeInvitationsBack(tx, row.user_id);
      await this.audit.record(tx, who, 'member.role_changed', id, { from: row.role, to: role });
      return { rows: await tx.query<Row[]>(`${SELECT} WHERE m.id = $1`, [id]), from: row.role };
    });
    this.known.forget();
    await this.#note(who, rows[0]?.user_id ?? '', 'role_changed', { from, to: role });
    return (await this.#views(who, rows))[0];
  }

  /** With the last role in the organisation go the person's keys to it. */
  async remove(who: Principal, id: string): Promise<void> {
    const gone = await this.database.tenant(who.organisationId, async (tx) => {
      const row = await this.#get(tx, who, id);
      if (row.role === 'admin') await this.#keepAnAdmin(tx, id);
      await tx.query('DELETE FROM member WHERE id = $1', [id]);
      await tx.query(
        'DELETE FROM api_key WHERE user_id = $1 AND NOT EXISTS (SELECT 1 FROM member m WHERE m.user_id = $1)',
        [row.user_id],
      );
      await this.#takeInvitationsBack(tx, row.user_id);
      await this.audit.record(tx, who, 'member.removed', id, {
        userId: row.user_id,
        role: row.role,
      });
      return row;
    });
    this.known.forget();
    await this.#note(who, gone.user_id, 'member_removed', {
      role: gone.role,
      establishment: gone.establishment_name,
    });
  }

  /**
   * The account behind a member, for an administrator who wants to look after it.
   * @throws DomainError 404, 403 without administering wherever in this organisation that person has a role
   */
  async accountOf(who: Principal, id: string): Promise<string> {
    return this.database.tenant(who.organisationId, async (tx) => {
      const { user_id: userId } = await this.#get(tx, who, id);
      const all = await tx.query<Row[]>(`${SELECT} WHERE m.user_id = $1`, [userId]);
      for (const { path } of all) requireAt(who, path, 'member.manage');
      return userId;
    });
  }

  /**
   * The same for what opens the account to whoever gets it: an account that has a role elsewhere too is not theirs to
   * open, and the refusal is the one for a person of another establishment.
   * @throws DomainError 404, 403
   */
  async ownAccountOf(who: Principal, id: string): Promise<string> {
    const userId = await this.accountOf(who, id);
    const elsewhere = await this.database.query<object>(
      'SELECT 1 FROM member WHERE user_id = $1 AND organisation_id <> $2 LIMIT 1',
      [userId, who.organisationId],
    );
    if (elsewhere.length > 0) throw forbidden();
    return userId;
  }

  /** Who may not invite any more has invited nobody: an open link of theirs would be a way back in. */
  async #takeInvitationsBack(tx: Tx, userId: string): Promise<void> {
    await tx.query('DELETE FROM invitation WHERE invited_by = $1', [userId]);
  }

  #note(
    who: Principal,
    userId: string,
    kind: SecurityEventKind,
    detail: Record<string, unknown>,
  ): Promise<void> {
    return this.security.record({ kind, userId, organisationId: who.organisationId, actor: who, detail });
  }

  async #get(tx: Tx, who: Principal, id: string): Promise<Row> {
    const [row] = await tx.query<Row[]>(`${SELECT} WHERE m.id = $1 FOR UPDATE OF m`, [id]);
    if (!row) throw notFound('member');
    requireAt(who, row.path, 'member.manage');
    return row;
  }

  /** @throws DomainError 409 when nobody else administers the whole organisation */
  async #keepAnAdmin(tx: Tx, id: string): Promise<void> {
    const others = await tx.query<unknown[]>(
      `SELECT 1 FROM member m JOIN establishment e ON e.organisation_id = m.organisation_id AND e.id = m.establishment_id
       WHERE m.role = 'admin' AND e.parent_id IS NULL AND m.id <> $1 FOR UPDATE OF m`,
      [id],
    );
    if (others.length === 0) throw conflict('last_admin');
  }

  async #views(who: Principal, rows: Row[]) {
    const people = await this.accounts.byId(rows.map((row) => row.user_id));
    return rows.map((row) => ({
      id: row.id,
      userId: row.user_id,
      name: people.get(row.user_id)?.name ?? '',
      email: people.get(row.user_id)?.email ?? '',
      role: row.role,
      establishmentId: row.establishment_id,
      establishmentName: row.establishment_name,
      createdAt: row.created_at.toISOString(),
      isYou: row.user_id === who.userId,
    }));
  }
}
