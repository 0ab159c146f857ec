import { statement, type Tx } from '#lib/database';
import type { Facts, NotificationKind } from '../rules/index.js';

const LOCK = statement<{ organisationId: string; incidents: string[] }>(`
  SELECT 1
  FROM notification
  WHERE organisation_id = :organisationId
    AND incident = ANY(:incidents)
    AND read_at IS NULL
  ORDER BY user_id, incident
  FOR NO KEY UPDATE`);

/**
 * Locks the unread notifications of these incidents in the common order, by person and incident, which avoids
 * deadlocks.
 */
export async function lockIncidents(tx: Tx, organisationId: string, incidents: string[]): Promise<void> {
  await LOCK.rows(tx, { organisationId, incidents });
}

const CLOSE = statement<{ organisationId: string; incident: string }>(`
  UPDATE notification SET read_at = clock_timestamp()
  WHERE organisation_id = :organisationId
    AND incident = :incident
    AND read_at IS NULL`);

/** Closes an incident that was answered: it waits for nobody any more, and needs no e-mail. */
export async function closeIncident(tx: Tx, organisationId: string, incident: string): Promise<void> {
  await CLOSE.rows(tx, { organisationId, incident });
}

/** A new notification. */
export interface NewNotification {
  id: string;
  userId: string;
  inApp: boolean;
  email: boolean;
}

/** What notifications are about. */
interface Incident {
  organisationId: string;
  kind: NotificationKind;
  incident: string;
  facts: Facts;
}

interface Written extends Omit<Incident, 'facts'> {
  /** As JSON. */
  facts: string;
  /** Notifications as JSON. */
  notifications: string;
  mailConfigured: boolean;
}

const WRITE = statement<Written>(`
  INSERT INTO notification AS n (organisation_id, id, user_id, kind, incident, facts, in_app, mail)
  SELECT :organisationId, r.id, r."userId", :kind, :incident, :facts, r."inApp",
    CASE WHEN r.email AND :mailConfigured THEN 'waiting' ELSE 'none' END
  FROM jsonb_to_recordset(:notifications) AS r(id uuid, "userId" text, "inApp" boolean, email boolean)
  ON CONFLICT (organisation_id, user_id, incident) WHERE read_at IS NULL DO UPDATE SET
    count = n.count + 1, facts = excluded.facts, updated_at = clock_timestamp()`);

/** Writes notifications of an incident; for a person with an unread one, its count is raised instead. */
export async function writeNotifications(
  tx: Tx,
  incident: Incident,
  notifications: readonly NewNotification[],
  mailConfigured: boolean,
): Promise<void> {
  await WRITE.rows(tx, {
    ...incident,
    facts: JSON.stringify(incident.facts),
    notifications: JSON.stringify(notifications),
    mailConfigured,
  });
}
