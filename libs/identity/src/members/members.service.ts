import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#lib/database';
import { conflict, invalid, newId, notFound, type Page } from '#lib/kernel';
import { KnownCallers } from '../access/known-callers.js';
import { type Principal, requireAt, visibleNodes } from '../access/principal.js';
import { AuditService } from '../audit/audit.service.js';
import { AccountsService, readablePassword } from '../auth/accounts.service.js';
import type { Role } from '../identity.schemas.js';

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
  ) {}

  async list(who: Principal): Promise<Page<object>> {
    const rows = await this.database.read(who.organisationId, (tx) =>
      tx.query<Row[]>(`${SELECT} WHERE $1::uuid[] IS NULL OR e.path && $1 ORDER BY e.path, m.created_at`, [
        visibleNodes(who),
      ]),
    );
    return { items: await this.#views(who, rows), nextCursor: null };
  }

  /**
   * Gives a person a role at a house; makes their account when they have none.
   * @throws DomainError 403 when the asking person is not administrator there, 409 when the role exists
   */
  async add(who: Principal, input: { email: string; name: string; role: Role; establishmentId: string }) {
    const path = await this.#pathOf(who, input.establishmentId);
    requireAt(who, path, 'admin');
    const known = await this.accounts.findByEmail(input.email);
    const initialPassword = known ? null : readablePassword();
    const account = known ?? (await this.accounts.create(input.email, input.name, initialPassword as string));
    const id = newId();
    const rows = await this.database.tenant(who.organisationId, async (tx) => {
      const inserted: unknown[] = await tx.query(
        `INSERT INTO member (organisation_id, id, user_id, establishment_id, role) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT DO NOTHING RETURNING id`,
        [who.organisationId, id, account.id, input.establishmentId, input.role],
      );
      if (inserted.length === 0) throw conflict('member_exists');
      await this.audit.record(tx, who, 'member.added', 'member', id, {
        email: account.email,
        role: input.role,
        establishmentId: input.establishmentId,
      });
      return tx.query<Row[]>(`${SELECT} WHERE m.id = $1`, [id]);
    });
    this.known.forget();
    const [member] = await this.#views(who, rows);
    return { member, initialPassword };
  }

  async changeRole(who: Principal, id: string, role: Role) {
    const rows = await this.database.tenant(who.organisationId, async (tx) => {
      const row = await this.#get(tx, who, id);
      if (row.role === 'admin' && role !== 'admin') await this.#keepAnAdmin(tx, id);
      await tx.query('UPDATE member SET role = $2 WHERE id = $1', [id, role]);
      await this.audit.record(tx, who, 'member.role_changed', 'member', id, { from: row.role, to: role });
      return tx.query<Row[]>(`${SELECT} WHERE m.id = $1`, [id]);
    });
    this.known.forget();
    return (await this.#views(who, rows))[0];
  }

  async remove(who: Principal, id: string): Promise<void> {
    await this.database.tenant(who.organisationId, async (tx) => {
      const row = await this.#get(tx, who, id);
      if (row.role === 'admin') await this.#keepAnAdmin(tx, id);
      await tx.query('DELETE FROM member WHERE id = $1', [id]);
      await this.audit.record(tx, who, 'member.removed', 'member', id, {
        userId: row.user_id,
        role: row.role,
      });
    });
    this.known.forget();
  }

  async #get(tx: Tx, who: Principal, id: string): Promise<Row> {
    const [row] = await tx.query<Row[]>(`${SELECT} WHERE m.id = $1 FOR UPDATE OF m`, [id]);
    if (!row) throw notFound('member');
    requireAt(who, row.path, 'admin');
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

  async #pathOf(who: Principal, establishmentId: string): Promise<string[]> {
    const [row] = await this.database.read(who.organisationId, (tx) =>
      tx.query<{ path: string[] }[]>('SELECT path FROM establishment WHERE id = $1', [establishmentId]),
    );
    if (!row) throw invalid([{ path: 'establishmentId', code: 'unknown_reference' }]);
    return row.path;
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
