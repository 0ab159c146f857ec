import { Injectable } from '@nestjs/common';
import type { OutboxMessageOf, Tx } from '#lib/database';
import { newId } from '#lib/kernel';
import type { Principal } from '../access/principal.js';
import { AUDIT_ACTIONS, type AuditAction, type AuditDetail } from '../rules/audit-actions.js';

/** Whose act it was, as history keeps it: a person, by themselves or through a key, or Lineup itself. */
export type AuditAuthor = Pick<Principal, 'organisationId' | 'userName' | 'apiKey'> & {
  userId: string | null;
  email: string | null;
};

/** What the installation does of its own accord. */
export const byLineup = (organisationId: string): AuditAuthor => ({
  organisationId,
  userId: null,
  userName: 'Lineup',
  email: null,
  apiKey: null,
});

const NOTE = `
  INSERT INTO audit_entry (organisation_id, id, actor_id, actor_name, actor_email, api_key_id, api_key_name,
    action, subject_type, subject_id, detail)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`;

/** The same, with a message about it for the outbox: $12 its kind, $13 its body. */
const NOTE_AND_TELL = `
  WITH noted AS (${NOTE} RETURNING organisation_id)
  INSERT INTO outbox_message (organisation_id, kind, body) SELECT organisation_id, $12, $13::jsonb FROM noted`;

/** Who did what, when. Written in the transaction of what it tells, so neither exists without the other. */
@Injectable()
export class AuditService {
  /**
   * @param subjectId what the action is about; null where that is no row of the organisation
   * @param message what is told to people of the same act: it goes into the outbox by the same statement
   */
  async record<A extends AuditAction>(
    tx: Tx,
    who: AuditAuthor,
    action: A,
    subjectId: string | null,
    detail: AuditDetail<A>,
    message: OutboxMessageOf | null = null,
  ): Promise<void> {
    const entry = [
      who.organisationId,
      newId(),
      who.userId,
      who.userName,
      who.email,
      who.apiKey?.id ?? null,
      who.apiKey?.name ?? null,
      action,
      AUDIT_ACTIONS[action].subject,
      subjectId,
      JSON.stringify(detail),
    ];
    if (!message) await tx.query(NOTE, entry);
    else await tx.query(NOTE_AND_TELL, [...entry, message.kind, JSON.stringify(message.body)]);
  }
}
