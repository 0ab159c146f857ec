import type { Tx } from '#lib/database';
import { conflict } from '#lib/kernel';
import { wakeWorkers } from '../../wake-workers.repository.js';
import { FREE_PLACES_SQL, LOCK_SQL } from './plans.sql.js';

/**
 * Locks the publications of a post: the first thing that any decision does.
 * @param places whether those that wait for a place which the post may free are changed, too
 */
export async function lockPublications(tx: Tx, postId: string, places: boolean): Promise<void> {
  await tx.query(LOCK_SQL, [postId, places]);
}

/**
 * To be asked with the publications locked, so that none of them fires between the question and what follows.
 * @param question a statement about a post that answers a row when any of its publications is such
 * @throws DomainError 409 when one is
 */
export async function requireNone(tx: Tx, postId: string, question: string, code: string): Promise<void> {
  const found = await tx.query<unknown[]>(question, [postId]);
  if (found.length > 0) throw conflict(code);
}

/** What the post will not take any more is free for those that wait for a place on the same channels. */
export async function freePlaces(tx: Tx, postId: string): Promise<void> {
  await tx.query(FREE_PLACES_SQL, [postId]);
  await wakeWorkers(tx);
}
