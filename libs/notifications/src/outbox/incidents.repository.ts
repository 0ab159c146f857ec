import type { Tx } from '#lib/database';
import type { Facts, NotificationKind } from '../rules/index.js';

const LOCK = `
  SELECT 1 FROM notification
  WHERE organisation_id = $1 AND incident = ANY($2) AND read_at IS NULL
  ORDER BY user_id, incident FOR NO KEY UPDATE`;

/**
 * Locks the unread notifications of these incidents in the common order, by person and incident, which avoids
 * deadlocks.
 */
export async function lockIncidents(tx: Tx, organisationId: string, incidents: string[]): Promise<void> {
  await tx.query(LOCK, [organisationId, incidents]);
}

const CLOSE = `
  UPDATE notification SET read_at = clock_timestamp()
  WHERE organisation_id = $1 AND incident = $2 AND read_at IS NULL`;

/** Closes an incident that was answered: it waits for nobody any more, and needs no e-mail. */
export async function closeIncident(tx: Tx, organisationId: string, incident: string): Promise<void> {
  await tx.query(CLOSE, [organisationId, incident]);
}

/** A new notification. */
export interface Told {
  id: string;
  userId: string;
  inApp: boolean;
  email: boolean;
}

/** $1 organisation, $2 kind, $3 incident, $4 facts, $5 the notifications as JSON, $6 whether there is a mail server. */
const WRITE = `
  INSERT INTO notification AS n (organisation_id, id, user_id, kind, incident, facts, in_app, mail)
  SELECT $1, r.id, r."userId", $2, $3, $4, r."inApp",
    CASE WHEN r.email AND $6 THEN 'waiting' ELSE 'none' END
  FROM jsonb_to_recordset($5) AS r(id uuid, "userId" text, "inApp" boolean, email boolean)
  ON CONFLICT (organisation_id, user_id, incident) WHERE read_at IS NULL DO UPDATE SET
    count = n.count + 1, facts = excluded.facts, updated_at = clock_timestamp()`;

/** Writes notifications of an incident; for a person with an unread one, its count is raised instead. */
export async function writeNotifications(
  tx: Tx,
  incident: { organisationId: string; kind: NotificationKind; incident: string; facts: Facts },
  told: readonly Told[],
  mailConfigured: boolean,
): Promise<void> {
  await tx.query(WRITE, [
    incident.organisationId,
    incident.kind,
    incident.incident,
    JSON.stringify(incident.facts),
    JSON.stringify(told),
    mailConfigured,
  ]);
}
