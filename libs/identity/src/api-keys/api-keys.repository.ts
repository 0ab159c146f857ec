import type { Database } from '#lib/database';

/** $1 the account. */
const ORGANISATIONS = 'SELECT DISTINCT organisation_id AS id FROM api_key WHERE user_id = $1';

/** Ids of the organisations that a person has keys to. */
export const organisationsWithKeysOf = async (database: Database, userId: string): Promise<string[]> =>
  (await database.query<{ id: string }>(ORGANISATIONS, [userId])).map(({ id }) => id);

/** A key that still opens, and whose it is. */
export interface KeyHolder {
  id: string;
  name: string;
  organisationId: string;
  scopes: string[];
  userId: string;
  userName: string;
  email: string;
}

/** One statement notes the use and finds the key: it is asked with every request that has one. $1 hash. */
const USE = `
  WITH used AS (
    UPDATE api_key SET last_used_at = now()
    WHERE hash = $1
      AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')
  )
  SELECT k.id, k.name, k.organisation_id AS "organisationId", k.scopes,
    u.id AS "userId", u.name AS "userName", u.email
  FROM api_key k
  JOIN auth."user" u ON u.id = k.user_id
  WHERE k.hash = $1
    AND k.expires_at > now()`;

/**
 * Finds a key by its hash, and notes its use to the minute: a note a request would be a write, and a lock, a request.
 * Undefined for one that has expired, and for none.
 */
export const useKey = async (database: Database, hash: string): Promise<KeyHolder | undefined> =>
  (await database.query<KeyHolder>(USE, [hash]))[0];
