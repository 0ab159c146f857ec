import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#lib/database';
import { decodeCursor, newId, type Page, toPage } from '#lib/kernel';
import type { Principal } from '../access/principal.js';
import { AuditEntry } from '../audit-entry.entity.js';

/** Who did what, when. Written in the transaction of what it tells, so neither exists without the other. */
@Injectable()
export class AuditService {
  constructor(private readonly database: Database) {}

  async record(
    tx: Tx,
    who: Pick<Principal, 'organisationId' | 'userId' | 'userName' | 'email' | 'apiKey'>,
    action: string,
    subjectType: string,
    subjectId: string | null,
    detail: Record<string, unknown>,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO audit_entry (organisation_id, id, actor_id, actor_name, actor_email, api_key_id, api_key_name,
         action, subject_type, subject_id, detail)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        who.organisationId,
        newId(),
        who.userId,
        who.userName,
        who.email,
        who.apiKey?.id ?? null,
        who.apiKey?.name ?? null,
        action,
        subjectType,
        subjectId,
        JSON.stringify(detail),
      ],
    );
  }

  async list(
    who: Principal,
    query: { limit: number; cursor?: string; subjectId?: string },
  ): Promise<Page<object>> {
    const after = decodeCursor(query.cursor, 1);
    const rows = await this.database.read(who.organisationId, (tx) => {
      const find = tx
        .getRepository(AuditEntry)
        .createQueryBuilder('a')
        .where('a.organisation_id = :org', { org: who.organisationId });
      if (query.subjectId) find.andWhere('a.subject_id = :subject', { subject: query.subjectId });
      if (after) find.andWhere('a.id < :after', { after: after[0] });
      return find
        .orderBy('a.id', 'DESC')
        .limit(query.limit + 1)
        .getMany();
    });
    return toPage(
      rows,
      query.limit,
      (row) => [row.id],
      (row) => ({
        id: row.id,
        at: row.at.toISOString(),
        actor: row.actorName,
        actorId: row.actorId,
        actorEmail: row.actorEmail,
        apiKey: row.apiKeyId === null ? null : { id: row.apiKeyId, name: row.apiKeyName ?? '' },
        action: row.action,
        subjectType: row.subjectType,
        subjectId: row.subjectId,
        detail: row.detail,
      }),
    );
  }
}
