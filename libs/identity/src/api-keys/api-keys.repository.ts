import { type Database, statement } from '#lib/database';

const ORGANISATIONS = statement<{ userId: string }, { id: string }>(
  'SELECT DISTINCT organisation_id AS id FROM api_key WHERE user_id = :userId',
);

/** Ids of the organisations in which a person has keys. */
export const organisationsWithKeysOf = async (database: Database, userId: string): Promise<string[]> =>
  (await ORGANISATIONS.rows(database, { userId })).map(({ id }) => id);

/** A valid key with its owner. */
export interface KeyHolder {
  id: string;
  name: string;
  organisationId: string;
  scopes: string[];
  userId: string;
  userName: string;
  email: string;
}

/** One statement both notes the use and finds the key, because it runs with every request. */
const USE = statement<{ hash: string }, KeyHolder>(`
  WITH used AS (
    UPDATE api_key SET last_used_at = now()
    WHERE hash = :hash
      AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')
  )
  SELECT k.id, k.name, k.organisation_id AS "organisationId", k.scopes,
    u.id AS "userId", u.name AS "userName", u.email
  FROM api_key k
  JOIN auth."user" u ON u.id = k.user_id
  WHERE k.hash = :hash
    AND k.expires_at > now()`);

/**
 * Finds a key by its hash, and notes its use at most once a minute, because a write per request would lock the row.
 * Undefined for an unknown or expired key.
 */
export const useKey = (database: Database, hash: string): Promise<KeyHolder | undefined> =>
  USE.row(database, { hash });
