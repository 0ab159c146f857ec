import { type Queryable, statement, type Tx } from '#lib/database';

const NOTE = statement<{ organisationId: string; source: string; sha256: string }>(`
  INSERT INTO media_derivative (organisation_id, source, sha256)
  VALUES (:organisationId, :source, :sha256)
  ON CONFLICT DO NOTHING`);

/** Records which derivative is made from a source, by their hashes; idempotent. */
export async function noteDerivative(
  database: Queryable,
  organisationId: string,
  source: string,
  sha256: string,
): Promise<void> {
  await NOTE.rows(database, { organisationId, source, sha256 });
}

const FORGET = statement<{ organisationId: string; source: string }, { sha256: string }>(`
  DELETE FROM media_derivative
  WHERE organisation_id = :organisationId
    AND source = :source
  RETURNING sha256`);

/**
 * Deletes the records of a source's derivatives. @returns the names under which the files are stored, to be removed
 * by the caller
 */
export async function forgetDerivatives(tx: Tx, organisationId: string, source: string): Promise<string[]> {
  const rows = await FORGET.rows(tx, { organisationId, source });
  return rows.map(({ sha256 }) => sha256);
}
