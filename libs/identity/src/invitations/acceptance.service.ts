import { Injectable } from '@nestjs/common';
import type { IncomingHttpHeaders } from 'node:http';
import { Database } from '#lib/database';
import { DomainError, invalid, newId } from '#lib/kernel';
import { KnownCallers } from '../access/known-callers.js';
import type { Origin } from '../access/origin.js';
import { AuditService } from '../audit/audit.service.js';
import { type Account, AccountsService, requireGoodPassword } from '../auth/accounts.service.js';
import type { Role } from '../rules/permissions.js';
import { Attempts } from '../limits/attempts.js';
import { hashOfToken } from '../links/one-time.js';
import { SecurityLog } from '../security/security-log.js';
import { SessionsService } from '../sessions/sessions.service.js';

interface Row {
  organisation_id: string;
  organisation: string;
  id: string;
  email: string;
  name: string;
  role: Role;
  establishment_id: string;
  establishment: string;
  invited_by: string;
  expires_at: Date;
}

/** The other end of an invitation: whoever holds the link, and is the person of its address. */
@Injectable()
export class AcceptanceService {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountsService,
    private readonly attempts: Attempts,
    private readonly audit: AuditService,
    private readonly security: SecurityLog,
    private readonly sessions: SessionsService,
    private readonly known: KnownCallers,
  ) {}

  /** What is offered. It does not tell whether the address has an account. @throws DomainError 404 */
  async look(token: string, origin: Origin) {
    const row = await this.#find(token, origin);
    const inviter = (await this.accounts.byId([row.invited_by])).get(row.invited_by);
    return {
      organisation: row.organisation,
      establishment: row.establishment,
      role: row.role,
      email: row.email,
      name: row.name,
      invitedBy: inviter?.name ?? '',
      expiresAt: row.expires_at.toISOString(),
    };
  }

  /**
   * Joins: signed in as the address that was invited, or by a name and a password for a new account.
   * @throws DomainError 404 for a link that is over, 403 when somebody else is signed in, 409 when the address has an
   *   account that must sign in first, 422
   */
  async accept(
    token: string,
    { name, password }: { name?: string | undefined; password?: string | undefined },
    headers: IncomingHttpHeaders,
    origin: Origin,
  ): Promise<void> {
    const row = await this.#find(token, origin);
    const account =
      password === undefined
        ? await this.#joined(row, await this.#signedIn(row, headers))
        : await this.#newlyJoined(row, await this.#make(row, name, password));
    this.known.forget();
    await this.security.record({
      kind: 'member_joined',
      userId: account.id,
      organisationId: row.organisation_id,
      origin,
      detail: { role: row.role, establishment: row.establishment },
    });
  }

  async #signedIn(row: Row, headers: IncomingHttpHeaders): Promise<Account> {
    const session = await this.sessions.find(headers);
    if (!session) throw new DomainError(401, 'unauthenticated');
    if (session.user.email !== row.email) throw new DomainError(403, 'invitation_for_other');
    return session.user;
  }

  async #make(row: Row, name: string | undefined, password: string): Promise<Account> {
    const called = name ?? row.name;
    if (called === '') throw invalid([{ path: 'name', code: 'too_small' }]);
    requireGoodPassword(password, [called, row.email]);
    // Whose account it is must sign in: a link alone never opens one.
    if (await this.accounts.findByEmail(row.email)) throw new DomainError(409, 'invitation_sign_in');
    return this.accounts.create(row.email, called, password).catch((error: unknown) => {
      if ((error as { code?: string }).code === '23505') throw new DomainError(409, 'invitation_sign_in');
      throw error;
    });
  }

  /** A link that ends in the same instant leaves no account behind that is a member of nothing. */
  async #newlyJoined(row: Row, account: Account): Promise<Account> {
    try {
      return await this.#joined(row, account);
    } catch (error) {
      await this.accounts.remove(account.id);
      throw error;
    }
  }

  /** Of two at once, one finds the invitation gone. */
  async #joined(row: Row, account: Account): Promise<Account> {
    const id = newId();
    await this.database.tenant(row.organisation_id, async (tx) => {
      const taken = await tx.query<unknown[]>(
        `WITH taken AS (DELETE FROM invitation WHERE id = $1 AND expires_at > now() RETURNING id) SELECT id FROM taken`,
        [row.id],
      );
      if (taken.length === 0) throw new DomainError(404, 'link_over');
      const joined = await tx.query<unknown[]>(
        `INSERT INTO member (organisation_id, id, user_id, establishment_id, role) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT ON CONSTRAINT member_once DO NOTHING RETURNING id`,
        [row.organisation_id, id, account.id, row.establishment_id, row.role],
      );
      // They have that role already: nothing came about that history should tell.
      if (joined.length === 0) return;
      const who = {
        organisationId: row.organisation_id,
        userId: account.id,
        userName: account.name,
        email: account.email,
        apiKey: null,
      };
      await this.audit.record(tx, who, 'member.joined', id, {
        email: row.email,
        role: row.role,
        establishmentId: row.establishment_id,
        invitedBy: row.invited_by,
      });
    });
    return account;
  }

  async #find(token: string, origin: Origin): Promise<Row> {
    const hash = hashOfToken(token);
    const attempt = await this.attempts.begin('link', hash, origin.address);
    const [row] = await this.database.query<Row>(
      `SELECT i.organisation_id, o.name AS organisation, i.id, i.email, i.name, i.role, i.establishment_id,
         e.name AS establishment, i.invited_by, i.expires_at
       FROM invitation i JOIN organisation o ON o.id = i.organisation_id
       JOIN establishment e ON e.organisation_id = i.organisation_id AND e.id = i.establishment_id
       WHERE i.token_hash = $1 AND i.expires_at > now()`,
      [hash],
    );
    if (!row) throw new DomainError(404, 'link_over');
    await this.attempts.succeed(attempt);
    return row;
  }
}
