import type { Pool } from 'pg';

// better-auth's own tables and column names, used through its own connections, whose search path is the schema of
// accounts.

/** Whoever can sign in. */
export interface Account {
  id: string;
  name: string;
  /** In small letters. */
  email: string;
}

/** $1 the address, in small letters. */
const BY_EMAIL = 'SELECT id, name, email FROM "user" WHERE email = $1';

export async function findAccountByEmail(pool: Pool, email: string): Promise<Account | undefined> {
  return (await pool.query<Account>(BY_EMAIL, [email])).rows[0];
}

/** $1 ids. */
const BY_IDS = 'SELECT id, name, email FROM "user" WHERE id = ANY($1)';

/** The accounts that exist, in no order. */
export async function findAccounts(pool: Pool, ids: readonly string[]): Promise<Account[]> {
  return (await pool.query<Account>(BY_IDS, [ids])).rows;
}

/** A new account. */
export interface NewAccount extends Account {
  /** Somebody else knows the password, so it must be changed first. */
  mustChangePassword: boolean;
  at: Date;
  /** Id of the row that holds the password. */
  credentialId: string;
  passwordHash: string;
}

/** $1 account, $2 name, $3 address, $4 whether the password must change, $5 the moment, $6 credential, $7 hash. */
const CREATE = `
  WITH made AS (
    INSERT INTO "user" (id, name, email, "emailVerified", "mustChangePassword", "createdAt", "updatedAt")
    VALUES ($1, $2, $3, true, $4, $5, $5)
    RETURNING id
  )
  INSERT INTO account (id, "accountId", "providerId", "userId", password, "createdAt", "updatedAt")
  SELECT $6, id, 'credential', id, $7, $5, $5 FROM made`;

/** Writes an account and its password in one statement. @throws PostgreSQL's 23505 for an address that has one */
export async function createAccount(pool: Pool, account: NewAccount): Promise<void> {
  const { id, name, email, mustChangePassword, at, credentialId, passwordHash } = account;
  await pool.query(CREATE, [id, name, email, mustChangePassword, at, credentialId, passwordHash]);
}

/** $1 the account. */
const PASSWORD = `
  SELECT password FROM account
  WHERE "userId" = $1
    AND "providerId" = 'credential'`;

/** The hash of a password; null for an account without one, and for an unknown account. */
export async function passwordHashOf(pool: Pool, accountId: string): Promise<string | null> {
  const { rows } = await pool.query<{ password: string | null }>(PASSWORD, [accountId]);
  return rows[0]?.password ?? null;
}

/** $1 the account, $2 hash, $3 the session that stays, or null. */
const SET_PASSWORD = `
  WITH changed AS (
    UPDATE account SET password = $2, "updatedAt" = now()
    WHERE "userId" = $1
      AND "providerId" = 'credential'
    RETURNING "userId"
  ), over AS (
    DELETE FROM challenge
    WHERE user_id = $1
      AND purpose = 'password_reset'
    RETURNING hash
  ), ended AS (
    DELETE FROM session
    WHERE "userId" = $1
      AND ($3::text IS NULL OR id <> $3)
    RETURNING id
  )
  UPDATE "user" SET "mustChangePassword" = false
  FROM changed
  WHERE id = changed."userId"`;

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
  await pool.query(SET_PASSWORD, [accountId, hash, keptSessionId]);
}

/** $1 the account. */
const REMOVE = 'DELETE FROM "user" WHERE id = $1';

/** Removes an account with everything that belongs to it. */
export async function removeAccount(pool: Pool, accountId: string): Promise<void> {
  await pool.query(REMOVE, [accountId]);
}

/** $1 the account, $2 name. */
const RENAME = 'UPDATE "user" SET name = $2, "updatedAt" = now() WHERE id = $1';

export async function renameAccount(pool: Pool, accountId: string, name: string): Promise<void> {
  await pool.query(RENAME, [accountId, name]);
}
