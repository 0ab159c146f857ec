import type { Tx } from '#lib/database';
import { IsNull } from 'typeorm';
import { IdempotencyKey } from '../idempotency-key.entity.js';

/** Whose key it is, and what the person called it. */
export type KeyName = Pick<IdempotencyKey, 'organisationId' | 'userId' | 'key'>;

/** What is kept under a key. */
export type KeptAnswer = Pick<IdempotencyKey, 'fingerprint' | 'status' | 'body'>;

/** How long an answer is kept. */
const KEPT = `interval '24 hours'`;
/** For so long, a request without an answer may still be under way. */
const UNDER_WAY = `interval '2 minutes'`;
/** Rows cleared at once, at most. */
const CLEARED = 100;

/** $1 organisation. */
const CLEAR = `
  DELETE FROM idempotency_key
  WHERE organisation_id = $1
    AND (user_id, key) IN (
      SELECT user_id, key FROM idempotency_key
      WHERE organisation_id = $1
        AND created_at < now() - ${KEPT}
      ORDER BY created_at LIMIT ${CLEARED}
      FOR UPDATE SKIP LOCKED
    )`;

/** Clears what an organisation keeps for too long, a little at a time. Nobody waits for a row that another clears. */
export async function clearOldKeys(tx: Tx, organisationId: string): Promise<void> {
  await tx.query(CLEAR, [organisationId]);
}

/** $1 account, $2 key. */
const RELEASE = `
  DELETE FROM idempotency_key
  WHERE user_id = $1
    AND key = $2
    AND (
      created_at < now() - ${KEPT}
      OR status IS NULL AND created_at < now() - ${UNDER_WAY}
    )`;

/** Frees a key that is kept no longer, or that a crash left without an answer. */
export async function releaseKey(tx: Tx, { userId, key }: KeyName): Promise<void> {
  await tx.query(RELEASE, [userId, key]);
}

/** $1 organisation, $2 account, $3 key, $4 fingerprint. */
const TAKE = `
  INSERT INTO idempotency_key (organisation_id, user_id, key, fingerprint)
  VALUES ($1, $2, $3, $4)
  ON CONFLICT DO NOTHING
  RETURNING key`;

/** Takes a key for a request. @returns false when another request has it; of two at once, one waits for the other */
export async function takeKey(
  tx: Tx,
  { organisationId, userId, key }: KeyName,
  fingerprint: string,
): Promise<boolean> {
  return (await tx.query<unknown[]>(TAKE, [organisationId, userId, key, fingerprint])).length > 0;
}

/** Null when nobody has the key. */
export const findKept = (tx: Tx, { organisationId, userId, key }: KeyName): Promise<KeptAnswer | null> =>
  tx.findOne(IdempotencyKey, {
    select: { organisationId: true, userId: true, key: true, fingerprint: true, status: true, body: true },
    where: { organisationId, userId, key },
  });

/** Keeps the answer under a key that has none. @param body sealed */
export async function keepAnswer(
  tx: Tx,
  { organisationId, userId, key }: KeyName,
  status: number,
  body: string,
): Promise<void> {
  await tx.update(IdempotencyKey, { organisationId, userId, key, status: IsNull() }, { status, body });
}

/** Frees a key that has no answer: what was refused may be tried again. */
export async function forgetKey(tx: Tx, { organisationId, userId, key }: KeyName): Promise<void> {
  await tx.delete(IdempotencyKey, { organisationId, userId, key, status: IsNull() });
}
