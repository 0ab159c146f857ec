import { type Database, statement } from '#lib/database';

/** A stored credential, with the organisation and channel it is sealed for. */
export interface SealedRow {
  organisationId: string;
  id: string;
  credential: string;
}

const SEALED = statement<{ after: string; most: number }, SealedRow>(`
  SELECT organisation_id AS "organisationId", id, credential
  FROM channel
  WHERE credential <> ''
    AND id > :after
  ORDER BY id
  LIMIT :most`);

/** A page of all organisations' channels that have a credential, by id. @param after the last of the page before */
export const findSealed = (database: Database, after: string, most: number): Promise<SealedRow[]> =>
  SEALED.rows(database, { after, most });

const EXCHANGE = statement<SealedRow & { sealed: string }>(`
  WITH exchanged AS (
    UPDATE channel SET credential = :sealed
    WHERE organisation_id = :organisationId
      AND id = :id
      AND credential = :credential
    RETURNING id
  )
  SELECT id FROM exchanged`);

/** Replaces the credential that was read, unless it has changed meanwhile. @returns whether it was replaced */
export async function exchangeCredential(
  database: Database,
  read: SealedRow,
  sealed: string,
): Promise<boolean> {
  return (await EXCHANGE.row(database, { ...read, sealed })) !== undefined;
}
