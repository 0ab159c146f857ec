import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Database } from '#lib/database';
import type { Principal } from '#lib/identity';
import { LOGGER, Vault } from '#lib/kernel';
import { ChannelRecord } from '../channel-record.js';
import { Channel } from '../channel.entity.js';
import type { ChannelRow } from '../channels.repository.js';
import { Applications } from '../consent/applications.js';
import { openCredential } from '../credentials.js';
import { PlatformClient } from '../platform-client.js';
import { lockManaged } from './managed-channel.js';

@Injectable()
export class RemoveChannel {
  constructor(
    private readonly database: Database,
    private readonly record: ChannelRecord,
    private readonly platforms: PlatformClient,
    private readonly applications: Applications,
    private readonly vault: Vault,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Removes a channel, and withdraws its consent or session from the network: the channel is gone whether that works or not.
   * @throws DomainError 404, 403, 409 `channel_in_use` while a post needs it
   */
  async run(who: Principal, id: string): Promise<void> {
    const removed = await this.database.inOrganisation(who.organisationId, async (tx) => {
      const row = await lockManaged(tx, who, id);
      await this.record.removing(tx, who, id);
      // The row stays for the history; the credential does not.
      await tx.update(Channel, { id }, { removedAt: () => 'now()', state: 'paused', credential: '' });
      return row;
    });
    await this.#withdraw(removed);
  }

  async #withdraw(row: ChannelRow): Promise<void> {
    const { consent, signOut } = this.platforms.adapter(row.platform);
    if (!(consent?.revoke ?? signOut) || !row.credential || !this.vault.opens(row.credential)) return;
    const credential = openCredential(this.vault, row.organisationId, row.id, row.credential).reveal();
    const io = this.platforms.readerIo(row, credential);
    try {
      if (consent?.revoke) await consent.revoke(io, await this.applications.of(row));
      await signOut?.(io);
    } catch (error) {
      this.logger.warn({ err: error, channel: row.id }, 'the access of a removed channel was not withdrawn');
    }
  }
}
