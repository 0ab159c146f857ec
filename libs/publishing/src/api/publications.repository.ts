import type { Tx } from '#lib/database';
import type { Principal } from '#lib/identity';
import {
  JOURNAL,
  type JournalRow,
  LOCK,
  NOTE,
  OF_POST,
  ONE,
  POST_PATH,
  type PublicationRow,
  RESOLVE_NOT_PUBLISHED,
  RESOLVE_PUBLISHED,
  RETRY,
} from './publications.sql.js';

/** From the root to the establishment of a post; null when there is none of this id. */
export async function pathOfPost(tx: Tx, postId: string): Promise<string[] | null> {
  return (await POST_PATH.row(tx, { postId }))?.path ?? null;
}

/** The publications of a post, in the order in which people see them. */
export const publicationsOf = (tx: Tx, postId: string): Promise<PublicationRow[]> =>
  OF_POST.rows(tx, { postId });

/** Null when there is none of this id. */
export async function findPublication(tx: Tx, id: string): Promise<PublicationRow | null> {
  return (await ONE.row(tx, { id })) ?? null;
}

/** Locks a publication until the transaction ends. */
export async function lockPublication(tx: Tx, id: string): Promise<void> {
  await LOCK.rows(tx, { id });
}

/** Gives a publication one more attempt and forgets the earlier ones. */
export async function retryPublication(tx: Tx, id: string): Promise<void> {
  await RETRY.rows(tx, { id });
}

/** Records what a person saw on the network: the post is there, or is not. */
export async function resolvePublication(
  tx: Tx,
  id: string,
  outcome: 'published' | 'not_published',
  address: string | null,
): Promise<void> {
  await (outcome === 'published' ? RESOLVE_PUBLISHED : RESOLVE_NOT_PUBLISHED).rows(tx, { id, address });
}

/** Journal lines after a given one, oldest first. */
export const journalAfter = (tx: Tx, id: string, line: string | null, limit: number): Promise<JournalRow[]> =>
  JOURNAL.rows(tx, { id, after: line, limit });

/** Writes a line of what a person did into the journal. */
export async function noteInJournal(
  tx: Tx,
  who: Principal,
  id: string,
  kind: string,
  detail: object,
): Promise<void> {
  await NOTE.rows(tx, {
    organisationId: who.organisationId,
    id,
    actor: who.userName,
    kind,
    detail: JSON.stringify(detail),
  });
}
