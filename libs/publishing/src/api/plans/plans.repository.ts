import type { Tx } from '#lib/database';
import { conflict } from '#lib/kernel';
import { wakeWorkers } from '../../wake-workers.repository.js';
import { WAKE_DELAYED, type InTheWay, LOCK } from './plans.sql.js';

/**
 * Locks the publications of a post. Every decision does this first.
 * @param places whether the decision also changes publications that wait for a quota place which this post may free
 */
export async function lockPublications(tx: Tx, postId: string, places: boolean): Promise<void> {
  await LOCK.rows(tx, { postId, places });
}

/**
 * Refuses an act when a publication of the post is in the way. Call it with the publications locked, so that none
 * fires between the check and the act.
 * @throws DomainError 409 when one is
 */
export async function requireNone(tx: Tx, postId: string, question: InTheWay, code: string): Promise<void> {
  if (await question.row(tx, { postId })) throw conflict(code);
}

/** Makes due the publications that wait for a quota place on the same channels: this post may have freed one. */
export async function wakeDelayed(tx: Tx, postId: string): Promise<void> {
  await WAKE_DELAYED.rows(tx, { postId });
  await wakeWorkers(tx);
}
