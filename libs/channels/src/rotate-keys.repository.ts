import type { Database } from '#lib/database';

/** A stored credential, with the organisation and channel it is sealed for. */
export interface SealedRow {
  organisationId: string;
  id: string;
  credential: string;
}

/** $1 id of the last channel of the page before, $2 how many. */
const SEALED = `
  SELECT organisation_id AS "organisationId", id, credential
  FROM channel
  WHERE credential <> ''
    AND id > $1
  ORDER BY id
  LIMIT $2`;

/** A page of the channels of all organisations that have a credential, by id. */
export const findSealed = (database: Database, after: string, most: number): Promise<SealedRow[]> =>
  database.query(SEALED, [after, most]);

/** $1 organisation, $2 channel, $3 the credential that was read, $4 the one to store. */
const EXCHANGE = `
  WITH exchanged AS (
    UPDATE channel SET credential = $4
    WHERE organisation_id = $1
      AND id = $2
      AND credential = $3
    RETURNING id
  )
  SELECT id FROM exchanged`;

/** Replaces a sealed credential, unless it has changed meanwhile. @returns whether it was replaced */
export async function exchangeCredential(
  database: Database,
  { organisationId, id, credential }: SealedRow,
  sealed: string,
): Promise<boolean> {
  return (await database.query(EXCHANGE, [organisationId, id, credential, sealed])).length > 0;
}
