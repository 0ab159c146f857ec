import { type Database, statement } from '#lib/database';

/** Purpose of a one-time secret. */
export type ChallengePurpose = 'password_reset' | 'passkey_add' | 'passkey_sign_in';

/** A one-time secret to store. */
interface NewChallenge {
  hash: string;
  purpose: ChallengePurpose;
  userId: string | null;
  challenge: string;
  seconds: number;
}

/** Also deletes expired ones. A new password link invalidates the person's earlier one. */
const MAKE = statement<NewChallenge, { expiresAt: Date }>(`
  WITH old AS (
    DELETE FROM auth.challenge
    WHERE expires_at < now()
      OR (
        purpose = :purpose
        AND user_id = :userId
        AND purpose = 'password_reset'
      )
    RETURNING hash
  ), made AS (
    INSERT INTO auth.challenge (hash, purpose, user_id, challenge, expires_at)
    VALUES (:hash, :purpose, :userId, :challenge, now() + make_interval(secs => :seconds))
    RETURNING expires_at
  )
  SELECT expires_at AS "expiresAt" FROM made`);

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
  const row = await MAKE.row(database, { hash, purpose, ...made });
  if (!row) throw new Error('An insert always has a row');
  return row.expiresAt;
}

/** Which secret is looked for. */
interface Sought {
  hash: string;
  purpose: ChallengePurpose;
}

const LOOK = statement<Sought, { userId: string | null }>(`
  SELECT user_id AS "userId" FROM auth.challenge
  WHERE hash = :hash
    AND purpose = :purpose
    AND expires_at > now()`);

/** Undefined when it is unknown, expired or used. */
export const findChallenge = (
  database: Database,
  hash: string,
  purpose: ChallengePurpose,
): Promise<{ userId: string | null } | undefined> => LOOK.row(database, { hash, purpose });

/** A used secret. */
export interface TakenChallenge {
  userId: string | null;
  challenge: string;
  /** Whether it was still valid. */
  live: boolean;
}

const TAKE = statement<Sought, TakenChallenge>(`
  WITH taken AS (
    DELETE FROM auth.challenge
    WHERE hash = :hash
      AND purpose = :purpose
    RETURNING user_id, challenge, expires_at > now() AS live
  )
  SELECT user_id AS "userId", challenge, live FROM taken`);

/** Uses a secret; of two concurrent calls one succeeds. Undefined when it is unknown or was used. */
export const takeChallenge = (
  database: Database,
  hash: string,
  purpose: ChallengePurpose,
): Promise<TakenChallenge | undefined> => TAKE.row(database, { hash, purpose });
