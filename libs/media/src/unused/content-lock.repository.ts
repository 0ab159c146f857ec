import type { Tx } from '#lib/database';

/**
 * Whoever adds a medium with these bytes, or removes the files of the last one, does so one after the other; until the
 * transaction ends.
 */
export async function lockContent(tx: Tx, organisationId: string, sha256: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 2))', [`${organisationId}/${sha256}`]);
}
