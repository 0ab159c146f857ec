import type { Tx } from '#lib/database';
import { conflict } from '#lib/kernel';
import { wakeWorkers } from '../../wake-workers.repository.js';
import { FREE_PLACES_SQL, LOCK_SQL } from './plans.sql.js';

/**
 * Locks the publications of a post. Every decision does this first.
 * @param places whether the decision also changes publications that wait for a quota place which this post may free
 */
export async function lockPublications(tx: Tx, postId: string, places: boolean): Promise<void> {
  await tx.query(LOCK_SQL, [postId, places]);
}

/**
 * Refuses an act when a publication of the post is in the way. Call it with the publications locked, so that none
 * fires between the check and the act.
 * @param question a statement about a post that answers a row when any of its publications is in the way
 * @throws DomainError 409 when one is
 */
export async function requireNone(tx: Tx, postId: string, question: string, code: string): Promise<void> {
  const found = await tx.query<unknown[]>(question, [postId]);
  if (found.length > 0) throw conflict(code);
}

/** Makes due the publications that wait for a quota place on the same channels: this post may have freed one. */
export async function freePlaces(tx: Tx, postId: string): Promise<void> {
  await tx.query(FREE_PLACES_SQL, [postId]);
  await wakeWorkers(tx);
}
