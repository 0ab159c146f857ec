import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import { decodeCursor, type Page, toPage } from '#lib/kernel';
import type { Principal } from '../access/principal.js';
import { AuditEntry } from '../audit-entry.entity.js';

/** The history of an organisation, in pages. */
@Injectable()
export class AuditReader {
  constructor(private readonly database: Database) {}

  /** The latest first; of one subject, or of all. */
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
