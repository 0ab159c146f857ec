import type { Queryable, Tx } from '#lib/database';

/**
 * $1 organisation, $2 and $3 hashes of source and derivative. Ends in a SELECT, so that it answers with rows and not with
 * a count.
 */
const NOTE = `
  WITH made AS (
    INSERT INTO media_derivative (organisation_id, source, sha256)
    VALUES ($1, $2, $3)
    ON CONFLICT DO NOTHING
    RETURNING 1
  )
  SELECT 1 FROM made`;

/** Records which derivative is made from a source; idempotent. */
export async function noteDerivative(
  database: Queryable,
  organisationId: string,
  source: string,
  sha256: string,
): Promise<void> {
  await database.query(NOTE, [organisationId, source, sha256]);
}

/** $1 organisation, $2 hash of the source. */
const FORGET = `
  WITH made AS (
    DELETE FROM media_derivative
    WHERE organisation_id = $1
      AND source = $2
    RETURNING sha256
  )
  SELECT sha256 FROM made`;

/**
 * Deletes the records of a source's derivatives. @returns the names under which the files are stored, to be removed
 * by the caller
 */
export async function forgetDerivatives(tx: Tx, organisationId: string, source: string): Promise<string[]> {
  const rows = await tx.query<{ sha256: string }[]>(FORGET, [organisationId, source]);
  return rows.map(({ sha256 }) => sha256);
}
