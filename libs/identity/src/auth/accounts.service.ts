import { Inject, Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { Clock, invalid, newId } from '#lib/kernel';
import { KnownCallers } from '../access/known-callers.js';
import { AUTH, type Auth } from './auth.js';
import { passwordFault } from './password-policy.js';

export interface Account {
  id: string;
  name: string;
  email: string;
}

/** A password that is typed once and easy to read aloud: five groups of four, about 96 bits. */
export const readablePassword = (): string =>
  Array.from({ length: 5 }, () =>
    Array.from(randomBytes(4), (byte) => 'abcdefghjkmnpqrstuvwxyz23456789'[byte % 31]).join(''),
  ).join('-');

/** @throws DomainError 422 for a password that everybody tries, or that the person's own name gives away */
export function requireGoodPassword(password: string, about: readonly string[], path = 'password'): void {
  const fault = passwordFault(password, about);
  if (fault) throw invalid([{ path, ...fault }]);
}

/** People's accounts: who can sign in. What they may do is a matter of members. */
@Injectable()
export class AccountsService {
  constructor(
    @Inject(AUTH) private readonly auth: Auth,
    private readonly clock: Clock,
    private readonly known: KnownCallers,
  ) {}

  async findByEmail(email: string): Promise<Account | null> {
    const { rows } = await this.auth.pool.query<Account>(
      'SELECT id, name, email FROM "user" WHERE email = $1',
      [email.toLowerCase()],
    );
    return rows[0] ?? null;
  }

  /** Accounts by id; unknown ids are absent. */
  async byId(ids: readonly string[]): Promise<Map<string, Account>> {
    const { rows } = await this.auth.pool.query<Account>(
      'SELECT id, name, email FROM "user" WHERE id = ANY($1)',
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  /**
   * Makes an account. The database keeps e-mails apart: of two at once, one fails.
   * @param firstPassword true when somebody else knows it: it must change before anything else
   */
  async create(email: string, name: string, password: string, firstPassword = false): Promise<Account> {
    const { password: hasher } = await this.auth.$context;
    const hash = await hasher.hash(password);
    const account = { id: newId(), name, email: email.toLowerCase() };
    const now = this.clock.now();
    await this.auth.pool.query(
      `WITH made AS (
         INSERT INTO "user" (id, name, email, "emailVerified", "mustChangePassword", "createdAt", "updatedAt")
         VALUES ($1, $2, $3, true, $7, $6, $6) RETURNING id
       )
       INSERT INTO account (id, "accountId", "providerId", "userId", password, "createdAt", "updatedAt")
       SELECT $4, id, 'credential', id, $5, $6, $6 FROM made`,
      [account.id, account.name, account.email, newId(), hash, now, firstPassword],
    );
    return account;
  }

  async passwordIs(accountId: string, password: string): Promise<boolean> {
    const { password: hasher } = await this.auth.$context;
    const { rows } = await this.auth.pool.query<{ password: string | null }>(
      `SELECT password FROM account WHERE "userId" = $1 AND "providerId" = 'credential'`,
      [accountId],
    );
    const hash = rows[0]?.password;
    return hash ? hasher.verify({ hash, password }) : false;
  }

  /**
   * Sets another password; every session of the account ends, and every link to a new password is over.
   * @param keptSessionId but this one
   */
  async setPassword(accountId: string, password: string, keptSessionId?: string): Promise<void> {
    const { password: hasher } = await this.auth.$context;
    await this.auth.pool.query(
      `WITH changed AS (UPDATE account SET password = $2, "updatedAt" = now()
         WHERE "userId" = $1 AND "providerId" = 'credential' RETURNING "userId"),
       over AS (DELETE FROM challenge WHERE user_id = $1 AND purpose = 'password_reset' RETURNING hash),
       ended AS (DELETE FROM session WHERE "userId" = $1 AND ($3::text IS NULL OR id <> $3) RETURNING id)
       UPDATE "user" SET "mustChangePassword" = false FROM changed WHERE id = changed."userId"`,
      [accountId, await hasher.hash(password), keptSessionId ?? null],
    );
    this.known.forget();
  }

  /** With all that is its own. For an account that never became a member. */
  async remove(accountId: string): Promise<void> {
    await this.auth.pool.query('DELETE FROM "user" WHERE id = $1', [accountId]);
  }

  async rename(accountId: string, name: string): Promise<void> {
    await this.auth.pool.query('UPDATE "user" SET name = $2, "updatedAt" = now() WHERE id = $1', [
      accountId,
      name,
    ]);
    this.known.forget();
  }
}
