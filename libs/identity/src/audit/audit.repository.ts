import { insertRow, type OutboxMessageOf, type Tx } from '#lib/database';
import { LessThan } from 'typeorm';
import { AuditEntry } from '../audit-entry.entity.js';

/** A new history entry; the database sets its time. */
export type NewAuditEntry = Omit<AuditEntry, 'organisation' | 'at'>;

export const addEntry = (tx: Tx, entry: NewAuditEntry): Promise<void> => insertRow(tx, AuditEntry, entry);

/**
 * $1 organisation, $2 id, $3 actor, $4 the actor's name, $5 the actor's address, $6 key, $7 the key's name, $8 action,
 * $9 type of the subject, $10 subject, $11 detail; $12 kind of the message, $13 its body.
 */
const ADD_WITH_MESSAGE = `
  WITH noted AS (
    INSERT INTO audit_entry (organisation_id, id, actor_id, actor_name, actor_email, api_key_id, api_key_name,
      action, subject_type, subject_id, detail)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
    RETURNING organisation_id
  )
  INSERT INTO outbox_message (organisation_id, kind, body)
  SELECT organisation_id, $12, $13::jsonb FROM noted`;

/** Writes an entry and an outbox message about it, in one statement. */
export async function addEntryAndMessage(
  tx: Tx,
  entry: NewAuditEntry,
  message: OutboxMessageOf,
): Promise<void> {
  await tx.query(ADD_WITH_MESSAGE, [
    entry.organisationId,
    entry.id,
    entry.actorId,
    entry.actorName,
    entry.actorEmail,
    entry.apiKeyId,
    entry.apiKeyName,
    entry.action,
    entry.subjectType,
    entry.subjectId,
    JSON.stringify(entry.detail),
    message.kind,
    JSON.stringify(message.body),
  ]);
}

/** Entries of an organisation, the latest first. @param wanted of one subject, or of all; older than the entry `before` */
export function latestEntries(
  tx: Tx,
  wanted: {
    organisationId: string;
    subjectId: string | undefined;
    before: string | undefined;
    limit: number;
  },
): Promise<AuditEntry[]> {
  const { organisationId, subjectId, before, limit } = wanted;
  return tx.find(AuditEntry, {
    where: {
      organisationId,
      ...(subjectId ? { subjectId } : {}),
      ...(before ? { id: LessThan(before) } : {}),
    },
    order: { id: 'DESC' },
    take: limit,
  });
}
