import type { Tx } from '#lib/database';
import type { Principal } from '#lib/identity';
import type { Choices } from './rules/index.js';

type Reader = Pick<Principal, 'organisationId' | 'userId'>;

const UNREAD = `
  SELECT count(*)::int AS unread FROM notification
  WHERE organisation_id = $1 AND user_id = $2 AND in_app AND read_at IS NULL`;

/** Number of a person's unread notifications. */
export async function unreadOf(tx: Tx, who: Reader): Promise<number> {
  const [row] = await tx.query<{ unread: number }[]>(UNREAD, [who.organisationId, who.userId]);
  return row?.unread ?? 0;
}

const READ = `
  UPDATE notification SET read_at = clock_timestamp()
  WHERE organisation_id = $1 AND user_id = $2 AND id = $3 AND read_at IS NULL`;

export async function markRead(tx: Tx, who: Reader, id: string): Promise<void> {
  await tx.query(READ, [who.organisationId, who.userId, id]);
}

/** Locks first, in the common order of notifications (see outbox/notifier.ts). */
const READ_ALL = `
  UPDATE notification n SET read_at = clock_timestamp()
  FROM (
    SELECT organisation_id, id FROM notification
    WHERE organisation_id = $1 AND user_id = $2 AND in_app AND read_at IS NULL
    ORDER BY user_id, incident FOR NO KEY UPDATE
  ) AS unread
  WHERE n.organisation_id = unread.organisation_id AND n.id = unread.id`;

export async function markAllRead(tx: Tx, who: Reader): Promise<void> {
  await tx.query(READ_ALL, [who.organisationId, who.userId]);
}

/** A person's preferences. */
export interface Settings {
  locale: 'fr' | 'en';
  choices: Choices;
}

const SETTINGS = `
  SELECT locale, choices FROM notification_settings
  WHERE organisation_id = $1 AND user_id = $2`;

/** Undefined while the person has none. */
export async function findSettings(tx: Tx, who: Reader): Promise<Settings | undefined> {
  return (await tx.query<Settings[]>(SETTINGS, [who.organisationId, who.userId]))[0];
}

/** $3 the locale or null, $4 the choices that change. */
const CHANGE_SETTINGS = `
  INSERT INTO notification_settings AS s (organisation_id, user_id, locale, choices)
  VALUES ($1, $2, coalesce($3, 'fr'), $4)
  ON CONFLICT (organisation_id, user_id) DO UPDATE SET
    locale = coalesce($3, s.locale), choices = s.choices || excluded.choices`;

/** Changes what is given and keeps the rest. */
export async function changeSettings(
  tx: Tx,
  who: Reader,
  { locale, choices }: { locale: Settings['locale'] | null; choices: Choices },
): Promise<void> {
  await tx.query(CHANGE_SETTINGS, [who.organisationId, who.userId, locale, JSON.stringify(choices)]);
}
