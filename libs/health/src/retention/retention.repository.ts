import type { Tx } from '#lib/database';

/** Only one process at a time: any number, as long as nothing else takes the same lock. */
const RETENTION_LOCK = 7_391_604_531;

/** Whether this process may remove what is over, until the transaction ends: false while another is at it. */
export async function mayForget(tx: Tx): Promise<boolean> {
  const [lock] = await tx.query<{ mine: boolean }[]>('SELECT pg_try_advisory_xact_lock($1) AS mine', [
    RETENTION_LOCK,
  ]);
  return lock?.mine === true;
}

/**
 * The oldest first, so that the index over the age is walked, however much of the table is over.
 * @param age the column that says so
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
/** A day after what a row says of its own end; `$1` is asked nothing. */
const overSince = (column: string): string => `${column} < now() - interval '1 day'
        AND $1::int IS NULL`;

/** What removes a batch of each kind. $1 days, null for what says itself when it is over; $2 rows at most. One row `n`. */
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

/** A kind of row that has an end. */
export type Forgettable = keyof typeof FORGET;

/**
 * Removes what is over of a kind, the oldest first.
 * @param days after which it goes; null for what says itself when it is over
 * @param most rows
 * @returns how many went
 */
export async function forget(tx: Tx, what: Forgettable, days: number | null, most: number): Promise<number> {
  const [row] = await tx.query<{ n: number }[]>(FORGET[what], [days, most]);
  return row?.n ?? 0;
}
