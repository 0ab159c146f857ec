import { Injectable } from '@nestjs/common';
import { DomainEvents, type OutboxBodies, leaveMessage, type Tx } from '#lib/database';
import { type AuditAction, type AuditDetail, AuditService, type Principal } from '#lib/identity';
import type { Platform } from '#lib/platforms';
import type { Channel } from './channel.entity.js';

type ChannelAction = Extract<AuditAction, `channel.${string}`>;

/**
 * Records an act on a channel: history entry, message for people and event for other libs, all in the act's
 * transaction.
 */
@Injectable()
export class ChannelRecord {
  constructor(
    private readonly audit: AuditService,
    private readonly events: DomainEvents,
  ) {}

  /** No event for other libs, because nothing waits yet for a new channel. */
  connected(
    tx: Tx,
    who: Principal,
    channelId: string,
    detail: AuditDetail<'channel.connected'>,
  ): Promise<void> {
    return this.#note(tx, who, 'channel.connected', channelId, detail);
  }

  /** @param resumed whether it may publish again, so that what was held goes on */
  async changed(
    tx: Tx,
    who: Principal,
    channelId: string,
    changes: AuditDetail<'channel.changed'>,
    { resumed }: { resumed: boolean },
  ): Promise<void> {
    await this.#note(tx, who, 'channel.changed', channelId, changes);
    if (resumed) await this.#goesOn(tx, who, channelId);
  }

  /**
   * @param link by which the owner of the account did it
   * @param goesOn whether what waited for the access goes on; not on a paused channel
   */
  async reconnected(
    tx: Tx,
    who: Principal,
    channelId: string,
    { link, goesOn = true }: { link?: string | undefined; goesOn?: boolean } = {},
  ): Promise<void> {
    await this.#note(tx, who, 'channel.reconnected', channelId, link ? { link } : {});
    if (goesOn) await this.#goesOn(tx, who, channelId);
  }

  /** @param platform set when the hold of the whole application ended together with the channel's own */
  async released(tx: Tx, who: Principal, channelId: string, platform: Platform | null): Promise<void> {
    await this.#note(tx, who, 'channel.released', channelId, {});
    await this.events.emit(tx, 'channel.released', {
      organisationId: who.organisationId,
      channelId,
      platform,
    });
  }

  /** Called before the act, so that a lib which uses the channel can refuse it. @throws DomainError 409 */
  async removing(tx: Tx, who: Principal, channelId: string): Promise<void> {
    await this.events.emit(tx, 'channel.removing', { organisationId: who.organisationId, channelId });
    await this.#note(tx, who, 'channel.removed', channelId, {});
  }

  /** No person acted: people are notified, and no history entry is written. */
  credentialEnding(
    tx: Tx,
    { organisationId, id: channelId }: Pick<Channel, 'organisationId' | 'id'>,
    ending: Omit<OutboxBodies['channel.token_expiring'], 'channelId'>,
  ): Promise<void> {
    return leaveMessage(tx, organisationId, 'channel.token_expiring', { channelId, ...ending });
  }

  #note<A extends ChannelAction>(
    tx: Tx,
    who: Principal,
    action: A,
    channelId: string,
    detail: AuditDetail<A>,
  ): Promise<void> {
    return this.audit.record(tx, who, action, channelId, detail);
  }

  #goesOn(tx: Tx, { organisationId }: Principal, channelId: string): Promise<void> {
    return this.events.emit(tx, 'channel.connected', { organisationId, channelId });
  }
}
