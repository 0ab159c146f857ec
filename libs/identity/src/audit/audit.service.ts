import { Injectable } from '@nestjs/common';
import { Database, type OutboxMessageOf, type Tx } from '#lib/database';
import { decodeCursor, newId, type Page, toPage } from '#lib/kernel';
import type { Principal } from '../access/principal.js';
import { AuditEntry } from '../audit-entry.entity.js';
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
  constructor(private readonly database: Database) {}

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
