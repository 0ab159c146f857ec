import type { Database } from '#lib/database';

/** Purpose of a one-time secret. */
export type ChallengePurpose = 'password_reset' | 'passkey_add' | 'passkey_sign_in';

/**
 * Also deletes expired ones. A new password link invalidates the person's earlier one.
 * $1 hash, $2 purpose, $3 account or null, $4 challenge, $5 seconds.
 */
const MAKE = `
  WITH old AS (
    DELETE FROM auth.challenge
    WHERE expires_at < now()
      OR purpose = $2 AND user_id = $3 AND purpose = 'password_reset'
    RETURNING hash
  ), made AS (
    INSERT INTO auth.challenge (hash, purpose, user_id, challenge, expires_at)
    VALUES ($1, $2, $3, $4, now() + make_interval(secs => $5))
    RETURNING expires_at
  )
  SELECT expires_at AS "expiresAt" FROM made`;

/**
 * Stores a one-time secret by its hash.
 * @param made owner, or null for nobody's yet; validity; what a passkey must sign, else empty
 * @returns when it expires, by the database's clock
 */
export async function makeChallenge(
  database: Database,
  hash: string,
  purpose: ChallengePurpose,
  made: { userId: string | null; seconds: number; challenge: string },
): Promise<Date> {
  const values = [hash, purpose, made.userId, made.challenge, made.seconds];
  const [row] = await database.query<{ expiresAt: Date }>(MAKE, values);
  if (!row) throw new Error('An insert always has a row');
  return row.expiresAt;
}

/** $1 hash, $2 purpose. */
const LOOK = `
  SELECT user_id AS "userId" FROM auth.challenge
  WHERE hash = $1
    AND purpose = $2
    AND expires_at > now()`;

/** Undefined when it is unknown, expired or used. */
export const findChallenge = async (
  database: Database,
  hash: string,
  purpose: ChallengePurpose,
): Promise<{ userId: string | null } | undefined> =>
  (await database.query<{ userId: string | null }>(LOOK, [hash, purpose]))[0];

/** A used secret. */
export interface TakenChallenge {
  userId: string | null;
  challenge: string;
  /** Whether it was still valid. */
  live: boolean;
}

/** $1 hash, $2 purpose. */
const TAKE = `
  WITH taken AS (
    DELETE FROM auth.challenge
    WHERE hash = $1
      AND purpose = $2
    RETURNING user_id, challenge, expires_at > now() AS live
  )
  SELECT user_id AS "userId", challenge, live FROM taken`;

/** Uses a secret; of two concurrent calls one succeeds. Undefined when it is unknown or was used. */
export const takeChallenge = async (
  database: Database,
  hash: string,
  purpose: ChallengePurpose,
): Promise<TakenChallenge | undefined> => (await database.query<TakenChallenge>(TAKE, [hash, purpose]))[0];
