import { type Database, statement } from '#lib/database';

// better-auth's own tables and column names.

const IS_ON = statement<{ userId: string }, { on: boolean }>(
  'SELECT "twoFactorEnabled" AS "on" FROM auth."user" WHERE id = :userId',
);

/** Whether sign-in by password needs a second factor. */
export async function isTwoFactorOn(database: Database, userId: string): Promise<boolean> {
  return (await IS_ON.row(database, { userId }))?.on ?? false;
}

const TAKE_OFF = statement<{ userId: string }>(`
  WITH gone AS (DELETE FROM auth."twoFactor" WHERE "userId" = :userId RETURNING id)
  UPDATE auth."user" SET "twoFactorEnabled" = false
  WHERE id = :userId`);

/** Removes a person's second factor with its recovery codes. */
export async function takeTwoFactorOff(database: Database, userId: string): Promise<void> {
  await TAKE_OFF.rows(database, { userId });
}

const IS_REQUIRED = statement<{ userId: string }>(`
  SELECT 1 FROM member m
  JOIN organisation o ON o.id = m.organisation_id
  WHERE m.user_id = :userId
    AND o.require_two_factor
  LIMIT 1`);

/** Whether one of the person's organisations requires a second factor. */
export const isTwoFactorRequired = async (database: Database, userId: string): Promise<boolean> =>
  (await IS_REQUIRED.row(database, { userId })) !== undefined;
