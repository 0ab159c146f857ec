import { statement, type Tx } from '#lib/database';
import { IsNull } from 'typeorm';
import { IdempotencyKey } from '../idempotency-key.entity.js';

/** Owner and name of a key. */
export type KeyName = Pick<IdempotencyKey, 'organisationId' | 'userId' | 'key'>;

/** What is stored under a key. */
export type KeptAnswer = Pick<IdempotencyKey, 'fingerprint' | 'status' | 'body'>;

/** How long an answer is stored. */
const KEPT = `interval '24 hours'`;
/** How long a request without an answer may still be running. */
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

const RELEASE = statement<Pick<KeyName, 'userId' | 'key'>>(`
  DELETE FROM idempotency_key
  WHERE user_id = :userId
    AND key = :key
    AND (
      created_at < now() - ${KEPT}
      OR status IS NULL AND created_at < now() - ${UNDER_WAY}
    )`);

/** Frees a key that has expired, or that a crash left without an answer. */
export async function releaseKey(tx: Tx, { userId, key }: KeyName): Promise<void> {
  await RELEASE.rows(tx, { userId, key });
}

const TAKE = statement<KeyName & { fingerprint: string }>(`
  INSERT INTO idempotency_key (organisation_id, user_id, key, fingerprint)
  VALUES (:organisationId, :userId, :key, :fingerprint)
  ON CONFLICT DO NOTHING
  RETURNING key`);

/** Takes a key for a request. @returns false when another request has it; of two concurrent calls, one waits */
export async function takeKey(
  tx: Tx,
  { organisationId, userId, key }: KeyName,
  fingerprint: string,
): Promise<boolean> {
  return (await TAKE.row(tx, { organisationId, userId, key, fingerprint })) !== undefined;
}

/** The stored row of a key; null when there is none. */
export const findKept = (tx: Tx, { organisationId, userId, key }: KeyName): Promise<KeptAnswer | null> =>
  tx.findOne(IdempotencyKey, {
    select: { organisationId: true, userId: true, key: true, fingerprint: true, status: true, body: true },
    where: { organisationId, userId, key },
  });

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
