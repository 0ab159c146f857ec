import { statement, type Tx } from '#lib/database';
import { IsNull } from 'typeorm';
import { IdempotencyKey } from '../idempotency-key.entity.js';

/** Owner and name of a key. */
export type KeyName = Pick<IdempotencyKey, 'organisationId' | 'userId' | 'key'>;

/** What is stored under a key. */
export interface KeptAnswer extends Pick<IdempotencyKey, 'fingerprint' | 'status' | 'body'> {
  /** Whether a request without an answer was done all the same. */
  done: boolean;
}

/** How long an answer is stored. */
const KEPT = `interval '24 hours'`;
/** How long a request without an answer, and of which no transaction is known, may still be running. */
const UNDER_WAY = `interval '2 minutes'`;
/** Most rows deleted at once. */
const CLEARED = 100;

const CLEAR = statement<{ organisationId: string }>(`
  DELETE FROM idempotency_key
  WHERE organisation_id = :organisationId
    AND (user_id, key) IN (
      SELECT user_id, key FROM idempotency_key
      WHERE organisation_id = :organisationId
        AND created_at < now() - ${KEPT}
      ORDER BY created_at LIMIT ${CLEARED}
      FOR UPDATE SKIP LOCKED
    )`);

/** Deletes some expired keys of an organisation; rows locked by another process are skipped. */
export async function clearOldKeys(tx: Tx, organisationId: string): Promise<void> {
  await CLEAR.rows(tx, { organisationId });
}

/**
 * What became of the transaction of `k`: 'in progress', 'committed' or 'aborted'. Null when none is known, or when it
 * is another database's, as after a failover.
 */
const OUTCOME = `CASE
      WHEN split_part(k.transaction, '/', 1) = lineup_cluster()
      THEN pg_xact_status(split_part(k.transaction, '/', 2)::xid8)
    END`;

/** `k` has expired, was not done, or was left without an answer by a crash. */
const IS_FREE = `(k.created_at < now() - ${KEPT}
    OR k.status IS NULL
      AND coalesce(${OUTCOME} = 'aborted', k.created_at < now() - ${UNDER_WAY}))`;

const TAKE = statement<KeyName & { fingerprint: string }>(`
  INSERT INTO idempotency_key AS k (organisation_id, user_id, key, fingerprint)
  VALUES (:organisationId, :userId, :key, :fingerprint)
  ON CONFLICT (organisation_id, user_id, key) DO UPDATE SET
    fingerprint = excluded.fingerprint,
    status = NULL,
    body = NULL,
    transaction = NULL,
    created_at = now()
  WHERE ${IS_FREE}
  RETURNING key`);

/** Takes a key for a request. @returns false when another request has it; of two concurrent calls, one waits */
export async function takeKey(
  tx: Tx,
  { organisationId, userId, key }: KeyName,
  fingerprint: string,
): Promise<boolean> {
  return (await TAKE.row(tx, { organisationId, userId, key, fingerprint })) !== undefined;
}

const FIND = statement<KeyName, KeptAnswer>(`
  SELECT k.fingerprint, k.status, k.body, k.status IS NULL AND coalesce(${OUTCOME} = 'committed', false) AS done
  FROM idempotency_key k
  WHERE k.organisation_id = :organisationId
    AND k.user_id = :userId
    AND k.key = :key`);

/** The stored row of a key; null when there is none. */
export const findKept = async (
  tx: Tx,
  { organisationId, userId, key }: KeyName,
): Promise<KeptAnswer | null> => (await FIND.row(tx, { organisationId, userId, key })) ?? null;

/** Notes by which transaction it is settled whether a request without an answer was done. */
export async function noteTransaction(
  tx: Tx,
  { organisationId, userId, key }: KeyName,
  transaction: string,
): Promise<void> {
  await tx.update(IdempotencyKey, { organisationId, userId, key, status: IsNull() }, { transaction });
}

/** Stores the answer under a key that has none. @param body sealed */
export async function keepAnswer(
  tx: Tx,
  { organisationId, userId, key }: KeyName,
  status: number,
  body: string,
): Promise<void> {
  await tx.update(IdempotencyKey, { organisationId, userId, key, status: IsNull() }, { status, body });
}

/** Frees a key without an answer: a refused request may be repeated. */
export async function forgetKey(tx: Tx, { organisationId, userId, key }: KeyName): Promise<void> {
  await tx.delete(IdempotencyKey, { organisationId, userId, key, status: IsNull() });
}
