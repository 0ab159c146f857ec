import { v7 } from 'uuid';
import {
  AUDIT_ACTIONS,
  type AuditAction,
  type AuditAuthor,
  type AuditDetail,
  AuditService,
} from '#lib/identity';
import { type OutboxMessageOf, leaveMessage, statement, type Tx } from '#lib/database';

interface Entry {
  organisationId: string;
  id: string;
  at: Date;
  actorId: string | null;
  actorName: string;
  actorEmail: string | null;
  action: AuditAction;
  subjectType: string;
  subjectId: string | null;
  detail: string;
}

const ENTER = statement<Entry>(`
  INSERT INTO audit_entry (
    organisation_id, id, at, actor_id, actor_name, actor_email, action, subject_type, subject_id, detail)
  VALUES (
    :organisationId, :id, :at, :actorId, :actorName, :actorEmail, :action, :subjectType, :subjectId, :detail)`);

/** Writes history entries with the demonstration's time of the act. */
export class PastAudit extends AuditService {
  constructor(public at: Date) {
    super();
  }

  override async record<A extends AuditAction>(
    tx: Tx,
    who: AuditAuthor,
    action: A,
    subjectId: string | null,
    detail: AuditDetail<A>,
    message: OutboxMessageOf | null = null,
  ): Promise<void> {
    await ENTER.rows(tx, {
      organisationId: who.organisationId,
      id: v7({ msecs: this.at.getTime() }),
      at: this.at,
      actorId: who.userId,
      actorName: who.userName,
      actorEmail: who.email,
      action,
      subjectType: AUDIT_ACTIONS[action].subject,
      subjectId,
      detail: JSON.stringify(detail),
    });
    if (message) await leaveMessage(tx, who.organisationId, message.kind, message.body);
  }
}
