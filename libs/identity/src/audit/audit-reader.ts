import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import { decodeCursor, type Page, toPage } from '#lib/kernel';
import type { Principal } from '../access/principal.js';
import { latestEntries } from './audit.repository.js';

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
    const rows = await this.database.read(who.organisationId, (tx) =>
      latestEntries(tx, {
        organisationId: who.organisationId,
        subjectId: query.subjectId,
        before: after?.[0],
        limit: query.limit + 1,
      }),
    );
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
