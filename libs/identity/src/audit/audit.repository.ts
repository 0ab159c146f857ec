import { insertRow, type OutboxKind, type OutboxMessageOf, statement, type Tx } from '#lib/database';
import { LessThan } from 'typeorm';
import { AuditEntry } from '../audit-entry.entity.js';

/** A new history entry; the database sets its time. */
export type NewAuditEntry = Omit<AuditEntry, 'organisation' | 'at'>;

export const addEntry = (tx: Tx, entry: NewAuditEntry): Promise<void> => insertRow(tx, AuditEntry, entry);

/** An entry with its message, both bodies as JSON. */
type EntryAndMessage = Omit<NewAuditEntry, 'detail'> & { detail: string; kind: OutboxKind; body: string };

const ADD_WITH_MESSAGE = statement<EntryAndMessage>(`
  WITH noted AS (
    INSERT INTO audit_entry (organisation_id, id, actor_id, actor_name, actor_email, api_key_id, api_key_name,
      action, subject_type, subject_id, detail)
    VALUES (:organisationId, :id, :actorId, :actorName, :actorEmail, :apiKeyId, :apiKeyName,
      :action, :subjectType, :subjectId, :detail)
    RETURNING organisation_id
  )
  INSERT INTO outbox_message (organisation_id, kind, body)
  SELECT organisation_id, :kind, :body::jsonb FROM noted`);

/** Writes an entry and an outbox message about it, in one statement. */
export async function addEntryAndMessage(
  tx: Tx,
  entry: NewAuditEntry,
  message: OutboxMessageOf,
): Promise<void> {
  await ADD_WITH_MESSAGE.rows(tx, {
    ...entry,
    detail: JSON.stringify(entry.detail),
    kind: message.kind,
    body: JSON.stringify(message.body),
  });
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
