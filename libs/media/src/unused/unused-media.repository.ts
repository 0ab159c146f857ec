import type { Database, Tx } from '#lib/database';

/** A medium's key with its organisation. */
export interface MediumKey {
  organisationId: string;
  id: string;
}

/** $1 and $2 organisation and id of the last medium of the page before, $3 how many. */
const NOTE_UNUSED = `
  WITH page AS (
    SELECT organisation_id, id, unused_since, lineup_medium_used(organisation_id, id) AS used
    FROM media
    WHERE removed_at IS NULL
      AND (organisation_id, id) > ($1::uuid, $2::uuid)
    ORDER BY organisation_id, id
    LIMIT $3
  ), noted AS (
    UPDATE media m SET unused_since = CASE WHEN page.used THEN NULL ELSE now() END
    FROM page
    WHERE m.organisation_id = page.organisation_id
      AND m.id = page.id
      AND page.used = (page.unused_since IS NOT NULL)
    RETURNING 1
  )
  SELECT organisation_id AS "organisationId", id
  FROM page
  ORDER BY organisation_id DESC, id DESC
  LIMIT 1`;

/**
 * Notes for a page of the library, by organisation and id, since when nothing shows each medium.
 * @returns the last of the page; undefined when there was none
 */
export async function noteUnused(
  database: Database,
  after: MediumKey,
  most: number,
): Promise<MediumKey | undefined> {
  const values = [after.organisationId, after.id, most];
  return (await database.query<MediumKey>(NOTE_UNUSED, values))[0];
}

/** $1 days, $2 rows at most. */
const HIDE = `
  WITH over AS (
    SELECT organisation_id, id
    FROM media
    WHERE removed_at IS NULL
      AND unused_since < now() - make_interval(days => $1)
      AND NOT lineup_medium_used(organisation_id, id)
    ORDER BY unused_since
    LIMIT $2
    FOR UPDATE SKIP LOCKED
  ), hidden AS (
    UPDATE media m SET removed_at = now()
    FROM over
    WHERE m.organisation_id = over.organisation_id
      AND m.id = over.id
    RETURNING m.organisation_id, m.id, m.name
  )
  SELECT organisation_id AS "organisationId", id, name FROM hidden`;

/** Removes from the library what nothing has shown for so many days. @returns what was removed */
export const hideUnused = (tx: Tx, days: number, most: number): Promise<(MediumKey & { name: string })[]> =>
  tx.query(HIDE, [days, most]);

/** Days for which removed media are kept, in case of a mistake. */
const REMOVED_FOR_DAYS = 30;

/** $1 rows at most. */
const REMOVED = `
  SELECT organisation_id AS "organisationId", id, sha256
  FROM media
  WHERE removed_at < now() - make_interval(days => ${REMOVED_FOR_DAYS})
    AND NOT lineup_medium_used(organisation_id, id)
  ORDER BY removed_at
  LIMIT $1`;

/** A medium that was removed from the library. */
export type RemovedMedium = MediumKey & { sha256: string };

/** What was removed from the library a month ago, and nothing shows. */
export const findRemoved = (database: Database, most: number): Promise<RemovedMedium[]> =>
  database.query(REMOVED, [most]);

/** $1 organisation, $2 medium. Kept when something shows it by now. */
const FORGET = `
  WITH gone AS (
    DELETE FROM media
    WHERE organisation_id = $1
      AND id = $2
      AND removed_at IS NOT NULL
      AND NOT lineup_medium_used(organisation_id, id)
    RETURNING 1
  )
  SELECT 1 FROM gone`;

/** Deletes the row of a removed medium, unless something shows it by now. @returns whether it was deleted */
export const forgetMedium = async (tx: Tx, { organisationId, id }: MediumKey): Promise<boolean> =>
  (await tx.query<unknown[]>(FORGET, [organisationId, id])).length > 0;

/** $1 organisation, $2 hash. */
const SAME_BYTES = `
  SELECT 1
  FROM media
  WHERE organisation_id = $1
    AND sha256 = $2
  LIMIT 1`;

/** Whether an organisation has a medium with these bytes, in the library or not. */
export const hasContent = async (tx: Tx, organisationId: string, sha256: string): Promise<boolean> =>
  (await tx.query<unknown[]>(SAME_BYTES, [organisationId, sha256])).length > 0;
