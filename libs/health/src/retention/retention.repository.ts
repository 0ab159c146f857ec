import { type Statement, statement, type Tx } from '#lib/database';

/** Advisory lock, so that only one process deletes at a time; any number that no other lock has. */
const RETENTION_LOCK = 7_391_604_531;

const LOCK = statement<{ lock: number }, { mine: boolean }>(
  'SELECT pg_try_advisory_xact_lock(:lock) AS mine',
);

/** Whether this process may delete until the transaction ends; false while another one does. */
export async function mayForget(tx: Tx): Promise<boolean> {
  return (await LOCK.row(tx, { lock: RETENTION_LOCK }))?.mine === true;
}

/** `days` is null for rows with their own end, whose statements do not name it. */
type Forget = Statement<{ days: number | null; most: number }, { n: number }>;

/**
 * Deletes the oldest first, so that the index on age is used however many rows are over.
 * @param age column of the age
 * @param where which rows are over; it may name `:days`
 */
const oldest = (table: string, age: string, where: string): Forget =>
  statement(`
  WITH gone AS (
    DELETE FROM ${table}
    WHERE ctid = ANY(ARRAY(
      SELECT ctid
      FROM ${table}
      WHERE ${where}
      ORDER BY ${age}
      LIMIT :most
      FOR UPDATE SKIP LOCKED
    ))
    RETURNING 1
  )
  SELECT count(*)::int AS n FROM gone`);

const olderThan = (column: string): string => `${column} < now() - make_interval(days => :days)`;
/** A day after the row's own end. */
const overSince = (column: string): string => `${column} < now() - interval '1 day'`;

/** Deletes a batch of each kind, and answers how many rows these were. */
const FORGET = {
  sessions: oldest('auth."session"', '"expiresAt"', overSince('"expiresAt"')),
  'sign-in steps': oldest('auth.verification', '"expiresAt"', overSince('"expiresAt"')),
  'one-time links': oldest('auth.challenge', 'expires_at', overSince('expires_at')),
  'live streams': oldest('auth.live_stream', 'seen_at', overSince('seen_at')),
  'counted attempts': oldest('auth.attempts', 'ends_at', overSince('ends_at')),
  invitations: oldest('invitation', 'expires_at', `expires_at < now() - interval '30 days'`),
  'abandoned consents': oldest('channel_consent', 'expires_at', 'expires_at < now()'),
  'expired links of channels': oldest('channel_link', 'expires_at', 'expires_at < now()'),
  'heartbeats of dead workers': oldest('worker_beat', 'seen_at', overSince('seen_at')),
  'used idempotency keys': oldest('idempotency_key', 'created_at', overSince('created_at')),
  'e-mails': oldest('mail_digest', 'created_at', olderThan('created_at')),
  notifications: oldest(
    'notification',
    'created_at',
    `${olderThan('created_at')}
        AND digest_id IS NULL`,
  ),
  journal: statement('SELECT lineup_forget_journal(:days, :most) AS n'),
  'security log': statement('SELECT auth.forget_security_events(:most) AS n'),
  'audit log': statement('SELECT lineup_forget_audit(:days, :most) AS n'),
} as const satisfies Record<string, Forget>;

/** A kind of row that is deleted by age. */
export type Forgettable = keyof typeof FORGET;

/**
 * Deletes old rows of a kind, the oldest first.
 * @param days after which a row is deleted; null for rows with their own end
 * @param most rows
 * @returns how many were deleted
 */
export async function forget(tx: Tx, what: Forgettable, days: number | null, most: number): Promise<number> {
  return (await FORGET[what].row(tx, { days, most }))?.n ?? 0;
}
