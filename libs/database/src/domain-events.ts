import { Injectable } from '@nestjs/common';
import type { Tx } from './database.js';

/**
 * Events for libs that the emitting lib may not import. Handlers run at once, inside the emitting transaction, in
 * the order of registration: everything is committed or nothing is.
 */
export interface DomainEventMap {
  'post.approved': { organisationId: string; postId: string; revisionId: string; dueAt: Date | null };
  'post.withdrawn': { organisationId: string; postId: string };
  'post.rescheduled': { organisationId: string; postId: string; dueAt: Date | null };
  /** Before a post is deleted; a handler may refuse. */
  'post.deleting': { organisationId: string; postId: string };
  'post.cancelled': { organisationId: string; postId: string };
  /**
   * A person ended the hold that the network asked for; `platform` when the hold of the whole application ended with
   * it.
   */
  'channel.released': { organisationId: string; channelId: string; platform: string | null };
  'channel.connected': { organisationId: string; channelId: string };
  /** Before a channel is removed; a handler may refuse. */
  'channel.removing': { organisationId: string; channelId: string };
  /** A medium's metadata that people see was changed, and by whom. */
  'media.changed': { organisationId: string; mediaId: string; byId: string };
  /** Before a medium leaves the library; a handler may refuse. */
  'media.removing': { organisationId: string; mediaId: string };
}

type Handler<K extends keyof DomainEventMap> = (tx: Tx, event: DomainEventMap[K]) => Promise<void>;

@Injectable()
export class DomainEvents {
  readonly #handlers = new Map<keyof DomainEventMap, Handler<never>[]>();

  on<K extends keyof DomainEventMap>(type: K, handler: Handler<K>): void {
    this.#handlers.set(type, [...(this.#handlers.get(type) ?? []), handler as Handler<never>]);
  }

  async emit<K extends keyof DomainEventMap>(tx: Tx, type: K, event: DomainEventMap[K]): Promise<void> {
    for (const handler of this.#handlers.get(type) ?? []) await (handler as Handler<K>)(tx, event);
  }
}
