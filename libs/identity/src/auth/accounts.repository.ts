import { type Queryable, statement } from '#lib/database';
import type { Pool } from 'pg';

// better-auth's own tables and column names, used through its own connections, whose search path is the schema of
// accounts.

/** A pool for statements, which take rows where pg answers more. */
const through = (pool: Pool): Queryable => ({
  query: async (sql, values) => (await pool.query<object>(sql, values)).rows,
});

/** Whoever can sign in. */
export interface Account {
  id: string;
  name: string;
  /** In small letters. */
  email: string;
}

const BY_EMAIL = statement<{ email: string }, Account>(
  'SELECT id, name, email FROM "user" WHERE email = :email',
);

/** @param email in small letters */
export const findAccountByEmail = (pool: Pool, email: string): Promise<Account | undefined> =>
  BY_EMAIL.row(through(pool), { email });

const BY_IDS = statement<{ ids: readonly string[] }, Account>(
  'SELECT id, name, email FROM "user" WHERE id = ANY(:ids)',
);

/** The accounts that exist, in no order. */
export const findAccounts = (pool: Pool, ids: readonly string[]): Promise<Account[]> =>
  BY_IDS.rows(through(pool), { ids });

/** A new account. */
export interface NewAccount extends Account {
  /** Somebody else knows the password, so it must be changed first. */
  mustChangePassword: boolean;
  at: Date;
  /** Id of the row that holds the password. */
  credentialId: string;
  passwordHash: string;
}

const CREATE = statement<NewAccount>(`
  WITH made AS (
    INSERT INTO "user" (id, name, email, "emailVerified", "mustChangePassword", "createdAt", "updatedAt")
    VALUES (:id, :name, :email, true, :mustChangePassword, :at, :at)
    RETURNING id
  )
  INSERT INTO account (id, "accountId", "providerId", "userId", password, "createdAt", "updatedAt")
  SELECT :credentialId, id, 'credential', id, :passwordHash, :at, :at FROM made`);

/** Writes an account and its password in one statement. @throws PostgreSQL's 23505 for an address that has one */
export async function createAccount(pool: Pool, account: NewAccount): Promise<void> {
  await CREATE.rows(through(pool), account);
}

const PASSWORD = statement<{ accountId: string }, { password: string | null }>(`
  SELECT password FROM account
  WHERE "userId" = :accountId
    AND "providerId" = 'credential'`);

/** The hash of a password; null for an account without one, and for an unknown account. */
export async function passwordHashOf(pool: Pool, accountId: string): Promise<string | null> {
  const row = await PASSWORD.row(through(pool), { accountId });
  return row?.password ?? null;
}

interface PasswordChange {
  accountId: string;
  hash: string;
  /** The session that stays, or null. */
  keptSessionId: string | null;
}

const SET_PASSWORD = statement<PasswordChange>(`
  WITH changed AS (
    UPDATE account SET password = :hash, "updatedAt" = now()
    WHERE "userId" = :accountId
      AND "providerId" = 'credential'
    RETURNING "userId"
  ), over AS (
    DELETE FROM challenge
    WHERE user_id = :accountId
      AND purpose = 'password_reset'
    RETURNING hash
  ), ended AS (
    DELETE FROM session
    WHERE "userId" = :accountId
      AND (:keptSessionId::text IS NULL OR id <> :keptSessionId)
    RETURNING id
  )
  UPDATE "user" SET "mustChangePassword" = false
  FROM changed
  WHERE id = changed."userId"`);

/**
 * Sets a password, and ends the account's sessions and password links, in one statement.
 * @param keptSessionId the session that stays; null for none
 */
export async function setPasswordHash(
  pool: Pool,
  accountId: string,
  hash: string,
  keptSessionId: string | null,
): Promise<void> {
  await SET_PASSWORD.rows(through(pool), { accountId, hash, keptSessionId });
}

const REMOVE = statement<{ accountId: string }>('DELETE FROM "user" WHERE id = :accountId');

/** Removes an account with everything that belongs to it. */
export async function removeAccount(pool: Pool, accountId: string): Promise<void> {
  await REMOVE.rows(through(pool), { accountId });
}

const RENAME = statement<{ accountId: string; name: string }>(
  'UPDATE "user" SET name = :name, "updatedAt" = now() WHERE id = :accountId',
);

export async function renameAccount(pool: Pool, accountId: string, name: string): Promise<void> {
  await RENAME.rows(through(pool), { accountId, name });
}
