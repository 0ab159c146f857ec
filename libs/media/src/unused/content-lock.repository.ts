import type { Tx } from '#lib/database';

/**
 * Locks a content until the transaction ends, so that adding a medium with these bytes and removing the last one's
 * files cannot overlap.
 */
export async function lockContent(tx: Tx, organisationId: string, sha256: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 2))', [`${organisationId}/${sha256}`]);
}
