import { Injectable } from '@nestjs/common';
import { DomainEvents, type Tx } from '#lib/database';
import { AuditService, type AuditDetail, type Principal } from '#lib/identity';
import type { PostRow, RevisionRow } from './posts.repository.js';
import type { Schedule } from './schedule.js';

type Named = Pick<PostRow, 'id' | 'state' | 'label'>;

/**
 * Records an act on a post: history entry, message for people and event for other libs, all in the act's
 * transaction.
 */
@Injectable()
export class PostRecord {
  constructor(
    private readonly audit: AuditService,
    private readonly events: DomainEvents,
  ) {}

  created(tx: Tx, who: Principal, postId: string, title: string): Promise<void> {
    return this.audit.record(tx, who, 'post.created', postId, { title });
  }

  duplicated(tx: Tx, who: Principal, postId: string, sourceId: string): Promise<void> {
    return this.audit.record(tx, who, 'post.duplicated', postId, { of: sourceId });
  }

  edited(tx: Tx, who: Principal, post: Named, fields: readonly string[]): Promise<void> {
    return this.audit.record(tx, who, 'post.edited', post.id, { state: post.state, fields });
  }

  async deleting(tx: Tx, who: Principal, post: Named): Promise<void> {
    await this.events.emit(tx, 'post.deleting', { organisationId: who.organisationId, postId: post.id });
    await this.audit.record(tx, who, 'post.deleted', post.id, { title: post.label });
  }

  async scheduled(tx: Tx, who: Principal, postId: string, schedule: Schedule | null): Promise<void> {
    await this.audit.record(tx, who, 'post.scheduled', postId, { ...schedule });
    await this.#moved(tx, who, postId, schedule && new Date(schedule.dueAt));
  }

  async publishedNow(tx: Tx, who: Principal, postId: string, dueAt: Date): Promise<void> {
    await this.audit.record(tx, who, 'post.published_now', postId, {});
    await this.#moved(tx, who, postId, dueAt);
  }

  async cancelled(tx: Tx, who: Principal, post: Named): Promise<void> {
    await this.audit.record(tx, who, 'post.cancelled', post.id, { from: post.state });
    // Publishing knows what is out, and corrects the state when something is.
    await this.events.emit(tx, 'post.cancelled', { organisationId: who.organisationId, postId: post.id });
  }

  submitted(
    tx: Tx,
    who: Principal,
    postId: string,
    revisionId: string,
    detail: AuditDetail<'post.submitted'>,
  ): Promise<void> {
    const body = { postId, revisionId, byId: who.userId };
    return this.audit.record(tx, who, 'post.submitted', postId, detail, { kind: 'post.submitted', body });
  }

  async approved(
    tx: Tx,
    who: Principal,
    post: Pick<PostRow, 'id' | 'dueAt'>,
    revision: RevisionRow,
    note: string | null,
  ): Promise<void> {
    const { organisationId, userId: byId } = who;
    const told = { postId: post.id, revisionId: revision.id };
    await this.audit.record(
      tx,
      who,
      'post.approved',
      post.id,
      { revision: revision.number, hash: revision.hash, note },
      { kind: 'post.approved', body: { ...told, byId } },
    );
    await this.events.emit(tx, 'post.approved', { organisationId, ...told, dueAt: post.dueAt });
  }

  changesRequested(
    tx: Tx,
    who: Principal,
    postId: string,
    revision: RevisionRow,
    note: string,
  ): Promise<void> {
    const body = { postId, revisionId: revision.id, byId: who.userId, note };
    return this.audit.record(
      tx,
      who,
      'post.changes_requested',
      postId,
      { revision: revision.number, note },
      { kind: 'post.changes_requested', body },
    );
  }

  async withdrawn(tx: Tx, who: Principal, post: Named, note: string | null): Promise<void> {
    await this.audit.record(tx, who, 'post.withdrawn', post.id, { from: post.state, ...(note && { note }) });
    await this.events.emit(tx, 'post.withdrawn', { organisationId: who.organisationId, postId: post.id });
  }

  #moved(tx: Tx, { organisationId }: Principal, postId: string, dueAt: Date | null): Promise<void> {
    return this.events.emit(tx, 'post.rescheduled', { organisationId, postId, dueAt });
  }
}
