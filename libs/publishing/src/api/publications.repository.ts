import type { Tx } from '#lib/database';
import type { Principal } from '#lib/identity';
import type { Platform } from '#lib/platforms';
import type { PublicationState } from '../rules/publication-state.js';
import type { StoredError } from '../rules/settlement.js';
import type { Stage } from '../rules/stage.js';
import {
  JOURNAL_SQL,
  LOCK_SQL,
  NOTE_SQL,
  OF_POST_SQL,
  ONE_SQL,
  POST_PATH_SQL,
  RESOLVE_NOT_PUBLISHED_SQL,
  RESOLVE_PUBLISHED_SQL,
  RETRY_SQL,
} from './publications.sql.js';

/** A publication with what people see of it. */
export interface PublicationRow {
  id: string;
  postId: string;
  platform: Platform;
  state: PublicationState;
  dueAt: Date | null;
  wakeAt: Date | null;
  publishedAt: Date | null;
  lastError: StoredError | null;
  firstComment: string;
  stage: Stage;
  attempts: number;
  remoteUrl: string | null;
  /** From the root to the post's establishment, and to the channel's: a decision needs the right in both. */
  path: string[];
  channelPath: string[];
  /** Ids of those who may connect the channel again. */
  administrators: string[];
}

/** A line of a publication's journal. */
export interface JournalRow {
  id: string;
  at: Date;
}

/** From the root to the establishment of a post; null when there is none of this id. */
export async function pathOfPost(tx: Tx, postId: string): Promise<string[] | null> {
  const [post] = await tx.query<{ path: string[] }[]>(POST_PATH_SQL, [postId]);
  return post?.path ?? null;
}

/** The publications of a post, in the order in which people see them. */
export const publicationsOf = (tx: Tx, postId: string): Promise<PublicationRow[]> =>
  tx.query(OF_POST_SQL, [postId]);

/** Null when there is none of this id. */
export async function findPublication(tx: Tx, id: string): Promise<PublicationRow | null> {
  const [row] = await tx.query<PublicationRow[]>(ONE_SQL, [id]);
  return row ?? null;
}

/** Locks a publication until the transaction ends. */
export async function lockPublication(tx: Tx, id: string): Promise<void> {
  await tx.query(LOCK_SQL, [id]);
}

/** Gives a publication one more attempt and forgets the earlier ones. */
export async function retryPublication(tx: Tx, id: string): Promise<void> {
  await tx.query(RETRY_SQL, [id]);
}

/** Records what a person saw on the network: the post is there, or is not. */
export async function resolvePublication(
  tx: Tx,
  id: string,
  outcome: 'published' | 'not_published',
  address: string | null,
): Promise<void> {
  await tx.query(outcome === 'published' ? RESOLVE_PUBLISHED_SQL : RESOLVE_NOT_PUBLISHED_SQL, [id, address]);
}

/** Journal lines after a given one, oldest first. */
export const journalAfter = (tx: Tx, id: string, line: string | null, limit: number): Promise<JournalRow[]> =>
  tx.query(JOURNAL_SQL, [id, line, limit]);

/** Writes a line of what a person did into the journal. */
export async function noteInJournal(
  tx: Tx,
  who: Principal,
  id: string,
  kind: string,
  detail: object,
): Promise<void> {
  await tx.query(NOTE_SQL, [who.organisationId, id, who.userName, kind, JSON.stringify(detail)]);
}
