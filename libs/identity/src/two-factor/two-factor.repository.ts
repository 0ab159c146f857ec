import type { Database } from '#lib/database';

// better-auth's own tables and column names.

/** $1 the account. */
const IS_ON = 'SELECT "twoFactorEnabled" AS "on" FROM auth."user" WHERE id = $1';

/** Whether sign-in by password needs a second factor. */
export async function isTwoFactorOn(database: Database, userId: string): Promise<boolean> {
  const [row] = await database.query<{ on: boolean }>(IS_ON, [userId]);
  return row?.on ?? false;
}

/** $1 the account. */
const TAKE_OFF = `
  WITH gone AS (DELETE FROM auth."twoFactor" WHERE "userId" = $1 RETURNING id)
  UPDATE auth."user" SET "twoFactorEnabled" = false
  WHERE id = $1`;

/** Removes a person's second factor with its recovery codes. */
export async function takeTwoFactorOff(database: Database, userId: string): Promise<void> {
  await database.query(TAKE_OFF, [userId]);
}

/** $1 the account. */
const IS_REQUIRED = `
  SELECT 1 FROM member m
  JOIN organisation o ON o.id = m.organisation_id
  WHERE m.user_id = $1
    AND o.require_two_factor
  LIMIT 1`;

/** Whether one of the person's organisations requires a second factor. */
export const isTwoFactorRequired = async (database: Database, userId: string): Promise<boolean> =>
  (await database.query(IS_REQUIRED, [userId])).length > 0;
