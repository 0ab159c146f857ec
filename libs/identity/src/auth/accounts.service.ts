import { Inject, Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { Clock, newId } from '#lib/kernel';
import { KnownCallers } from '../access/known-callers.js';
import { AUTH, type Auth } from './auth.js';

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

  /** Makes an account; the e-mail must be free. */
  async create(email: string, name: string, password: string): Promise<Account> {
    const { password: hasher } = await this.auth.$context;
    const hash = await hasher.hash(password);
    const account = { id: newId(), name, email: email.toLowerCase() };
    const now = this.clock.now();
    await this.auth.pool.query(
      `WITH made AS (
         INSERT INTO "user" (id, name, email, "emailVerified", "createdAt", "updatedAt")
         VALUES ($1, $2, $3, true, $6, $6) RETURNING id
       )
       INSERT INTO account (id, "accountId", "providerId", "userId", password, "createdAt", "updatedAt")
       SELECT $4, id, 'credential', id, $5, $6, $6 FROM made`,
      [account.id, account.name, account.email, newId(), hash, now],
    );
    return account;
  }

  /** Sets another password and ends every session of the account. */
  async setPassword(accountId: string, password: string): Promise<void> {
    const { password: hasher } = await this.auth.$context;
    await this.auth.pool.query(
      `UPDATE account SET password = $2 WHERE "userId" = $1 AND "providerId" = 'credential'`,
      [accountId, await hasher.hash(password)],
    );
    await this.auth.pool.query('DELETE FROM session WHERE "userId" = $1', [accountId]);
    this.known.forget();
  }
}
