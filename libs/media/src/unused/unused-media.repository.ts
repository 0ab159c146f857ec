import { type Database, statement, type Tx } from '#lib/database';

/** A medium's key with its organisation. */
export interface MediumKey {
  organisationId: string;
  id: string;
}

const NOTE_UNUSED = statement<MediumKey & { most: number }, MediumKey>(`
  WITH page AS (
    SELECT organisation_id, id, unused_since, lineup_medium_used(organisation_id, id) AS used
    FROM media
    WHERE removed_at IS NULL
      AND (organisation_id, id) > (:organisationId::uuid, :id::uuid)
    ORDER BY organisation_id, id
    LIMIT :most
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
  LIMIT 1`);

/**
 * Notes for a page of the library, by organisation and id, since when nothing shows each medium.
 * @param after the last medium of the page before
 * @returns the last of the page; undefined when there was none
 */
export const noteUnused = (
  database: Database,
  after: MediumKey,
  most: number,
): Promise<MediumKey | undefined> => NOTE_UNUSED.row(database, { ...after, most });

/** A medium that was removed from the library, with its name there. */
type HiddenMedium = MediumKey & { name: string };

const HIDE = statement<{ days: number; most: number }, HiddenMedium>(`
  WITH over AS (
    SELECT organisation_id, id
    FROM media
    WHERE removed_at IS NULL
      AND unused_since < now() - make_interval(days => :days)
      AND NOT lineup_medium_used(organisation_id, id)
    ORDER BY unused_since
    LIMIT :most
    FOR UPDATE SKIP LOCKED
  ), hidden AS (
    UPDATE media m SET removed_at = now()
    FROM over
    WHERE m.organisation_id = over.organisation_id
      AND m.id = over.id
    RETURNING m.organisation_id, m.id, m.name
  )
  SELECT organisation_id AS "organisationId", id, name FROM hidden`);

/** Removes from the library what nothing has shown for so many days. @returns what was removed */
export const hideUnused = (tx: Tx, days: number, most: number): Promise<HiddenMedium[]> =>
  HIDE.rows(tx, { days, most });

/** Days for which removed media are kept, in case of a mistake. */
const REMOVED_FOR_DAYS = 30;

/** What a removed medium's files are found by. */
export type RemovedMedium = MediumKey & { sha256: string };

const REMOVED = statement<{ most: number }, RemovedMedium>(`
  SELECT organisation_id AS "organisationId", id, sha256
  FROM media
  WHERE removed_at < now() - make_interval(days => ${REMOVED_FOR_DAYS})
    AND NOT lineup_medium_used(organisation_id, id)
  ORDER BY removed_at
  LIMIT :most`);

/** What was removed from the library a month ago, and nothing shows. */
export const findRemoved = (database: Database, most: number): Promise<RemovedMedium[]> =>
  REMOVED.rows(database, { most });

/** Kept when something shows it by now. */
const FORGET = statement<MediumKey>(`
  DELETE FROM media
  WHERE organisation_id = :organisationId
    AND id = :id
    AND removed_at IS NOT NULL
    AND NOT lineup_medium_used(organisation_id, id)
  RETURNING 1`);

/** Deletes the row of a removed medium, unless something shows it by now. @returns whether it was deleted */
export const forgetMedium = async (tx: Tx, { organisationId, id }: MediumKey): Promise<boolean> =>
  (await FORGET.row(tx, { organisationId, id })) !== undefined;

const SAME_BYTES = statement<{ organisationId: string; sha256: string }>(`
  SELECT 1
  FROM media
  WHERE organisation_id = :organisationId
    AND sha256 = :sha256
  LIMIT 1`);

/** Whether an organisation has a medium with these bytes, in the library or not. */
export const hasContent = async (tx: Tx, organisationId: string, sha256: string): Promise<boolean> =>
  (await SAME_BYTES.row(tx, { organisationId, sha256 })) !== undefined;
