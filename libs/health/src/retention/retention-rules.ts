import type { Config } from '#lib/kernel';
import type { Forgettable } from './retention.repository.js';

export type RetentionSettings = Pick<
  Config,
  'KEEP_JOURNAL_DAYS' | 'KEEP_AUDIT_DAYS' | 'KEEP_NOTIFICATIONS_DAYS'
>;

/** Retention of one kind of row. */
export interface RetentionRule {
  what: Forgettable;
  /** Days after which it is deleted; null for rows that have their own end. */
  days(settings: RetentionSettings): number | null;
}

const byItself = (): null => null;

/**
 * Everything that grows by use and is deleted by age, in an order in which nothing is deleted before what refers to
 * it.
 */
export const RETENTION_RULES: readonly RetentionRule[] = [
  { what: 'sessions', days: byItself },
  { what: 'sign-in steps', days: byItself },
  { what: 'one-time links', days: byItself },
  { what: 'live streams', days: byItself },
  { what: 'counted attempts', days: byItself },
  { what: 'invitations', days: byItself },
  { what: 'abandoned consents', days: byItself },
  { what: 'expired links of channels', days: byItself },
  { what: 'heartbeats of dead workers', days: byItself },
  { what: 'used idempotency keys', days: byItself },
  { what: 'e-mails', days: ({ KEEP_NOTIFICATIONS_DAYS: days }) => days },
  { what: 'notifications', days: ({ KEEP_NOTIFICATIONS_DAYS: days }) => days },
  { what: 'journal', days: ({ KEEP_JOURNAL_DAYS: days }) => days },
  { what: 'security log', days: byItself },
  { what: 'audit log', days: ({ KEEP_AUDIT_DAYS: days }) => days },
];
