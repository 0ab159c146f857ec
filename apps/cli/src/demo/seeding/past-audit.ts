import { v7 } from 'uuid';
import { AuditService, type Principal } from '#lib/identity';
import type { Database, Tx } from '#lib/database';

/** Writes down what people did at the moment the demonstration says they did it. */
export class PastAudit extends AuditService {
  constructor(
    database: Database,
    public at: Date,
  ) {
    super(database);
  }

  override async record(
    tx: Tx,
    who: Pick<Principal, 'organisationId' | 'userId' | 'userName' | 'email' | 'apiKey'>,
    action: string,
    subjectType: string,
    subjectId: string | null,
    detail: Record<string, unknown>,
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
        subjectType,
        subjectId,
        JSON.stringify(detail),
      ],
    );
  }
}
