import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import type { Principal } from '#lib/identity';
import { ChannelRecord } from '../channel-record.js';
import { Channel } from '../channel.entity.js';
import { lockManaged } from './managed-channel.js';

@Injectable()
export class RemoveChannel {
  constructor(
    private readonly database: Database,
    private readonly record: ChannelRecord,
  ) {}

  /** @throws DomainError 404, 403, 409 `channel_in_use` while a post needs it */
  async run(who: Principal, id: string): Promise<void> {
    await this.database.inOrganisation(who.organisationId, async (tx) => {
      await lockManaged(tx, who, id);
      await this.record.removing(tx, who, id);
      // The row stays for the history; the credential does not.
      await tx.update(Channel, { id }, { removedAt: () => 'now()', state: 'paused', credential: '' });
    });
  }
}
