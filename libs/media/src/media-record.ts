import { Injectable } from '@nestjs/common';
import { DomainEvents, type Tx } from '#lib/database';
import {
  type AuditAction,
  type AuditAuthor,
  type AuditDetail,
  AuditService,
  byLineup,
  type Principal,
} from '#lib/identity';

type MediaAction = Extract<AuditAction, `media.${string}`>;

/** Records an act on a medium: history entry and event for other libs, in the act's transaction. */
@Injectable()
export class MediaRecord {
  constructor(
    private readonly audit: AuditService,
    private readonly events: DomainEvents,
  ) {}

  added(tx: Tx, who: Principal, mediaId: string, detail: AuditDetail<'media.added'>): Promise<void> {
    return this.#note(tx, who, 'media.added', mediaId, detail);
  }

  /** @param changes the new values */
  async changed(
    tx: Tx,
    who: Principal,
    mediaId: string,
    changes: AuditDetail<'media.changed'>,
  ): Promise<void> {
    const { organisationId, userId: byId } = who;
    await this.events.emit(tx, 'media.changed', { organisationId, mediaId, byId });
    await this.#note(tx, who, 'media.changed', mediaId, changes);
  }

  /** Called in the act's transaction: a lib which shows the medium refuses, and undoes the act. @throws DomainError 409 */
  async removing(tx: Tx, who: Principal, mediaId: string): Promise<void> {
    await this.events.emit(tx, 'media.removing', { organisationId: who.organisationId, mediaId });
    await this.#note(tx, who, 'media.removed', mediaId, {});
  }

  /** Records that Lineup removed a medium that nothing shows; no lib is asked to agree. */
  outOfUse(tx: Tx, organisationId: string, mediaId: string, name: string): Promise<void> {
    return this.#note(tx, byLineup(organisationId), 'media.removed', mediaId, { name, unused: true });
  }

  #note<A extends MediaAction>(
    tx: Tx,
    who: AuditAuthor,
    action: A,
    mediaId: string,
    detail: AuditDetail<A>,
  ): Promise<void> {
    return this.audit.record(tx, who, action, mediaId, detail);
  }
}
