import type { Database } from '#lib/database';

/** What a one-time secret is good for. */
export type ChallengePurpose = 'password_reset' | 'passkey_add' | 'passkey_sign_in';

/**
 * Clears what is over, too. A link to a new password ends the one that its person had before.
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
 * Keeps a one-time secret by its hash.
 * @param made whose it is, null for nobody's yet; how long it lives; what a passkey must sign, else empty
 * @returns when it ends, by the database's clock
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

/** Undefined when it is over, used, or none. */
export const findChallenge = async (
  database: Database,
  hash: string,
  purpose: ChallengePurpose,
): Promise<{ userId: string | null } | undefined> =>
  (await database.query<{ userId: string | null }>(LOOK, [hash, purpose]))[0];

/** A secret that was used up. */
export interface TakenChallenge {
  userId: string | null;
  challenge: string;
  /** Whether it was still good. */
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

/** Of two at once, one takes it. Undefined when it was used already, or is none. */
export const takeChallenge = async (
  database: Database,
  hash: string,
  purpose: ChallengePurpose,
): Promise<TakenChallenge | undefined> => (await database.query<TakenChallenge>(TAKE, [hash, purpose]))[0];
