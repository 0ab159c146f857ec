import { statement, type Tx } from '#lib/database';
import type { Principal } from '#lib/identity';
import type { Choices } from './rules/index.js';

type Reader = Pick<Principal, 'organisationId' | 'userId'>;

const UNREAD = statement<Reader, { unread: number }>(`
  SELECT count(*)::int AS unread
  FROM notification
  WHERE organisation_id = :organisationId
    AND user_id = :userId
    AND in_app
    AND read_at IS NULL`);

/** Number of a person's unread notifications. */
export async function unreadOf(tx: Tx, who: Reader): Promise<number> {
  return (await UNREAD.row(tx, who))?.unread ?? 0;
}

const READ = statement<Reader & { id: string }>(`
  UPDATE notification SET read_at = clock_timestamp()
  WHERE organisation_id = :organisationId
    AND user_id = :userId
    AND id = :id
    AND read_at IS NULL`);

export async function markRead(tx: Tx, { organisationId, userId }: Reader, id: string): Promise<void> {
  await READ.rows(tx, { organisationId, userId, id });
}

/** Locks first, in the common order of notifications (see outbox/notifier.ts). */
const READ_ALL = statement<Reader>(`
  UPDATE notification n SET read_at = clock_timestamp()
  FROM (
    SELECT organisation_id, id
    FROM notification
    WHERE organisation_id = :organisationId
      AND user_id = :userId
      AND in_app
      AND read_at IS NULL
    ORDER BY user_id, incident
    FOR NO KEY UPDATE
  ) AS unread
  WHERE n.organisation_id = unread.organisation_id
    AND n.id = unread.id`);

export async function markAllRead(tx: Tx, who: Reader): Promise<void> {
  await READ_ALL.rows(tx, who);
}

/** A person's preferences. */
export interface Settings {
  locale: 'fr' | 'en';
  choices: Choices;
}

const SETTINGS = statement<Reader, Settings>(`
  SELECT locale, choices
  FROM notification_settings
  WHERE organisation_id = :organisationId
    AND user_id = :userId`);

/** Undefined while the person has none. */
export const findSettings = (tx: Tx, who: Reader): Promise<Settings | undefined> => SETTINGS.row(tx, who);

interface Change extends Reader {
  /** Null when it stays. */
  locale: Settings['locale'] | null;
  /** Those that change, as JSON. */
  choices: string;
}

const CHANGE_SETTINGS = statement<Change>(`
  INSERT INTO notification_settings AS s (organisation_id, user_id, locale, choices)
  VALUES (:organisationId, :userId, coalesce(:locale, 'fr'), :choices)
  ON CONFLICT (organisation_id, user_id) DO UPDATE SET
    locale = coalesce(:locale, s.locale), choices = s.choices || excluded.choices`);

/** Changes what is given and keeps the rest. */
export async function changeSettings(
  tx: Tx,
  { organisationId, userId }: Reader,
  { locale, choices }: { locale: Settings['locale'] | null; choices: Choices },
): Promise<void> {
  await CHANGE_SETTINGS.rows(tx, { organisationId, userId, locale, choices: JSON.stringify(choices) });
}
