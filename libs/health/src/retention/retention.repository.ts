import type { Tx } from '#lib/database';

/** Advisory lock, so that only one process deletes at a time; any number that no other lock has. */
const RETENTION_LOCK = 7_391_604_531;

/** Whether this process may delete until the transaction ends; false while another one does. */
export async function mayForget(tx: Tx): Promise<boolean> {
  const [lock] = await tx.query<{ mine: boolean }[]>('SELECT pg_try_advisory_xact_lock($1) AS mine', [
    RETENTION_LOCK,
  ]);
  return lock?.mine === true;
}

/**
 * Deletes the oldest first, so that the index on age is used however many rows are over.
 * @param age column of the age
 * @param where which rows are over, `$1` days; $2 rows at most
 */
const oldest = (table: string, age: string, where: string): string => `
  WITH gone AS (
    DELETE FROM ${table}
    WHERE ctid = ANY(ARRAY(
      SELECT ctid
      FROM ${table}
      WHERE ${where}
      ORDER BY ${age}
      LIMIT $2
      FOR UPDATE SKIP LOCKED
    ))
    RETURNING 1
  )
  SELECT count(*)::int AS n FROM gone`;

const olderThan = (column: string): string => `${column} < now() - make_interval(days => $1)`;
/** A day after the row's own end; `$1` is not used. */
const overSince = (column: string): string => `${column} < now() - interval '1 day'
        AND $1::int IS NULL`;

/**
 * Statements that delete a batch of each kind. $1 days, null for rows with their own end; $2 rows at most. One row
 * `n`.
 */
const FORGET = {
  sessions: oldest('auth."session"', '"expiresAt"', overSince('"expiresAt"')),
  'sign-in steps': oldest('auth.verification', '"expiresAt"', overSince('"expiresAt"')),
  'one-time links': oldest('auth.challenge', 'expires_at', overSince('expires_at')),
  'live streams': oldest('auth.live_stream', 'seen_at', overSince('seen_at')),
  'counted attempts': oldest('auth.attempts', 'ends_at', overSince('ends_at')),
  invitations: oldest(
    'invitation',
    'expires_at',
    `${overSince('expires_at')}
        AND expires_at < now() - interval '30 days'`,
  ),
  'beats of dead workers': oldest('worker_beat', 'seen_at', overSince('seen_at')),
  'used idempotency keys': oldest('idempotency_key', 'created_at', overSince('created_at')),
  'e-mails': oldest('mail_digest', 'created_at', olderThan('created_at')),
  notifications: oldest(
    'notification',
    'created_at',
    `${olderThan('created_at')}
        AND digest_id IS NULL`,
  ),
  journal: 'SELECT lineup_forget_journal($1, $2) AS n',
  'security log': 'SELECT auth.forget_security_events($2) AS n WHERE $1::int IS NULL',
  'audit log': 'SELECT lineup_forget_audit($1, $2) AS n',
} as const;

/** A kind of row that is deleted by age. */
export type Forgettable = keyof typeof FORGET;

/**
 * Deletes old rows of a kind, the oldest first.
 * @param days after which a row is deleted; null for rows with their own end
 * @param most rows
 * @returns how many were deleted
 */
export async function forget(tx: Tx, what: Forgettable, days: number | null, most: number): Promise<number> {
  const [row] = await tx.query<{ n: number }[]>(FORGET[what], [days, most]);
  return row?.n ?? 0;
}
