import { v7 } from 'uuid';
import {
  AUDIT_ACTIONS,
  type AuditAction,
  type AuditAuthor,
  type AuditDetail,
  AuditService,
} from '#lib/identity';
import { type OutboxMessageOf, leaveMessage, type Tx } from '#lib/database';

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
    await tx.query(
      `INSERT INTO audit_entry (organisation_id, id, at, actor_id, actor_name, actor_email, action, subject_type, subject_id, detail)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        who.organisationId,
        v7({ msecs: this.at.getTime() }),
        this.at,
        who.userId,
        who.userName,
        who.email,
        action,
        AUDIT_ACTIONS[action].subject,
        subjectId,
        JSON.stringify(detail),
      ],
    );
    if (message) await leaveMessage(tx, who.organisationId, message.kind, message.body);
  }
}
