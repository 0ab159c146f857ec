import type { Config } from '#lib/kernel';

export type RetentionSettings = Pick<
  Config,
  'KEEP_JOURNAL_DAYS' | 'KEEP_AUDIT_DAYS' | 'KEEP_NOTIFICATIONS_DAYS'
>;

/** One kind of row that has an end. */
export interface Kept {
  what: string;
  /** Days after which it goes; null for what says itself when it is over. */
  days(settings: RetentionSettings): number | null;
  /** Removes a batch. $1 days, $2 rows at most; one row `n`, how many went. */
  sql: string;
}

/**
 * The oldest first, so that the index over the age is walked, however much of the table is over.
 * @param age the column that says so
 * @param where which rows are over, `$1` days
 */
const oldest = (table: string, age: string, where: string): string => `
  WITH gone AS (
    DELETE FROM ${table} WHERE ctid = ANY(ARRAY(
      SELECT ctid FROM ${table} WHERE ${where} ORDER BY ${age} LIMIT $2 FOR UPDATE SKIP LOCKED)) RETURNING 1
  ) SELECT count(*)::int AS n FROM gone`;

const olderThan = (column: string): string => `${column} < now() - make_interval(days => $1)`;
/** A day after what a row says of its own end; `$1` is asked nothing. */
const overSince = (column: string): string => `${column} < now() - interval '1 day' AND $1::int IS NULL`;
const byItself = (): null => null;

/** All that grows by use and goes by age, in an order in which nothing is removed from under another. */
export const KEPT: readonly Kept[] = [
  {
    what: 'sessions',
    days: byItself,
    sql: oldest('auth."session"', '"expiresAt"', overSince('"expiresAt"')),
  },
  {
    what: 'sign-in steps',
    days: byItself,
    sql: oldest('auth.verification', '"expiresAt"', overSince('"expiresAt"')),
  },
  {
    what: 'one-time links',
    days: byItself,
    sql: oldest('auth.challenge', 'expires_at', overSince('expires_at')),
  },
  { what: 'live streams', days: byItself, sql: oldest('auth.live_stream', 'seen_at', overSince('seen_at')) },
  { what: 'counted attempts', days: byItself, sql: oldest('auth.attempts', 'ends_at', overSince('ends_at')) },
  {
    what: 'invitations',
    days: byItself,
    sql: oldest(
      'invitation',
      'expires_at',
      `${overSince('expires_at')} AND expires_at < now() - interval '30 days'`,
    ),
  },
  {
    what: 'beats of dead workers',
    days: byItself,
    sql: oldest('worker_beat', 'seen_at', overSince('seen_at')),
  },
  {
    what: 'used idempotency keys',
    days: byItself,
    sql: oldest('idempotency_key', 'created_at', overSince('created_at')),
  },
  {
    what: 'e-mails',
    days: ({ KEEP_NOTIFICATIONS_DAYS: days }) => days,
    sql: oldest('mail_digest', 'created_at', olderThan('created_at')),
  },
  {
    what: 'notifications',
    days: ({ KEEP_NOTIFICATIONS_DAYS: days }) => days,
    sql: oldest('notification', 'created_at', `${olderThan('created_at')} AND digest_id IS NULL`),
  },
  {
    what: 'journal',
    days: ({ KEEP_JOURNAL_DAYS: days }) => days,
    sql: 'SELECT lineup_forget_journal($1, $2) AS n',
  },
  {
    what: 'security log',
    days: byItself,
    sql: 'SELECT auth.forget_security_events($2) AS n WHERE $1::int IS NULL',
  },
  {
    what: 'audit log',
    days: ({ KEEP_AUDIT_DAYS: days }) => days,
    sql: 'SELECT lineup_forget_audit($1, $2) AS n',
  },
];
