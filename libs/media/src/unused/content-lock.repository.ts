import { statement, type Tx } from '#lib/database';

const LOCK = statement<{ content: string }>('SELECT pg_advisory_xact_lock(hashtextextended(:content, 2))');

/**
 * Locks a content until the transaction ends, so that adding a medium with these bytes and removing the last one's
 * files cannot overlap.
 */
export async function lockContent(tx: Tx, organisationId: string, sha256: string): Promise<void> {
  await LOCK.rows(tx, { content: `${organisationId}/${sha256}` });
}
