import { Inject, Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { Clock, invalid, newId } from '#lib/kernel';
import { CallerCache } from '../access/caller-cache.js';
import {
  type Account,
  createAccount,
  findAccountByEmail,
  findAccounts,
  passwordHashOf,
  removeAccount,
  renameAccount,
  setPasswordHash,
} from './accounts.repository.js';
import { AUTH, type Auth } from './auth.js';
import { passwordFault } from './password-policy.js';

/** A password to be typed once and easy to read aloud: five groups of four characters, about 96 bits. */
export const readablePassword = (): string =>
  Array.from({ length: 5 }, () =>
    Array.from(randomBytes(4), (byte) => 'abcdefghjkmnpqrstuvwxyz23456789'[byte % 31]).join(''),
  ).join('-');

/** @throws DomainError 422 for a common password, or one made of the person's own name */
export function requireGoodPassword(password: string, about: readonly string[], path = 'password'): void {
  const fault = passwordFault(password, about);
  if (fault) throw invalid([{ path, ...fault }]);
}

/** Accounts of people: who can sign in. What they may do is decided by members. */
@Injectable()
export class AccountsService {
  constructor(
    @Inject(AUTH) private readonly auth: Auth,
    private readonly clock: Clock,
    private readonly cache: CallerCache,
  ) {}

  async findByEmail(email: string): Promise<Account | null> {
    return (await findAccountByEmail(this.auth.pool, email.toLowerCase())) ?? null;
  }

  /** Accounts by id; unknown ids are absent. */
  async byId(ids: readonly string[]): Promise<Map<string, Account>> {
    const accounts = await findAccounts(this.auth.pool, ids);
    return new Map(accounts.map((account) => [account.id, account]));
  }

  /**
   * Creates an account. E-mail addresses are unique in the database: of two concurrent calls, one fails.
   * @param firstPassword true when somebody else knows the password: it must be changed first
   */
  async create(email: string, name: string, password: string, firstPassword = false): Promise<Account> {
    const { password: hasher } = await this.auth.$context;
    const passwordHash = await hasher.hash(password);
    const account = { id: newId(), name, email: email.toLowerCase() };
    await createAccount(this.auth.pool, {
      ...account,
      mustChangePassword: firstPassword,
      at: this.clock.now(),
      credentialId: newId(),
      passwordHash,
    });
    return account;
  }

  async passwordIs(accountId: string, password: string): Promise<boolean> {
    const { password: hasher } = await this.auth.$context;
    const hash = await passwordHashOf(this.auth.pool, accountId);
    return hash ? hasher.verify({ hash, password }) : false;
  }

  /**
   * Sets another password; every session and password link of the account ends.
   * @param keptSessionId except this session
   */
  async setPassword(accountId: string, password: string, keptSessionId?: string): Promise<void> {
    const { password: hasher } = await this.auth.$context;
    const hash = await hasher.hash(password);
    await setPasswordHash(this.auth.pool, accountId, hash, keptSessionId ?? null);
    this.cache.forget();
  }

  /** Removes an account that never became a member. */
  async remove(accountId: string): Promise<void> {
    await removeAccount(this.auth.pool, accountId);
  }

  async rename(accountId: string, name: string): Promise<void> {
    await renameAccount(this.auth.pool, accountId, name);
    this.cache.forget();
  }
}
