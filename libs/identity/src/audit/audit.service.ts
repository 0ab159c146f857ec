import { Injectable } from '@nestjs/common';
import type { OutboxMessageOf, Tx } from '#lib/database';
import { newId } from '#lib/kernel';
import type { Principal } from '../access/principal.js';
import { AUDIT_ACTIONS, type AuditAction, type AuditDetail } from '../rules/audit-actions.js';
import { addEntry, addEntryAndMessage } from './audit.repository.js';

/** The author of an act, as history keeps it: a person, in a session or through a key, or Lineup itself. */
export type AuditAuthor = Pick<Principal, 'organisationId' | 'userName' | 'apiKey'> & {
  userId: string | null;
  email: string | null;
};

/** The author of what the installation does by itself. */
export const byLineup = (organisationId: string): AuditAuthor => ({
  organisationId,
  userId: null,
  userName: 'Lineup',
  email: null,
  apiKey: null,
});

/** Who did what, when. Written in the transaction of the act, so that neither exists without the other. */
@Injectable()
export class AuditService {
  /**
   * @param subjectId what the action is about; null when that is not a row of the organisation
   * @param message notification of the same act, put into the outbox by the same statement
   */
  async record<A extends AuditAction>(
    tx: Tx,
    who: AuditAuthor,
    action: A,
    subjectId: string | null,
    detail: AuditDetail<A>,
    message: OutboxMessageOf | null = null,
  ): Promise<void> {
    const entry = {
      organisationId: who.organisationId,
      id: newId(),
      actorId: who.userId,
      actorName: who.userName,
      actorEmail: who.email,
      apiKeyId: who.apiKey?.id ?? null,
      apiKeyName: who.apiKey?.name ?? null,
      action,
      subjectType: AUDIT_ACTIONS[action].subject,
      subjectId,
      detail,
    };
    if (message) await addEntryAndMessage(tx, entry, message);
    else await addEntry(tx, entry);
  }
}
