import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import type { Principal } from '#lib/identity';
import { conflict, Vault } from '#lib/kernel';
import { ChannelRecord } from '../channel-record.js';
import { Channel } from '../channel.entity.js';
import { getChannel, lockChannel } from '../channels.repository.js';
import { channelView } from '../channels.view.js';
import { renewed, sealCredential } from '../credentials.js';
import { type Access, GivenAccess, newCredential } from './given-access.js';
import { getManaged } from './managed-channel.js';

@Injectable()
export class ReconnectChannel {
  constructor(
    private readonly database: Database,
    private readonly access: GivenAccess,
    private readonly vault: Vault,
    private readonly record: ChannelRecord,
  ) {}

  /** Stores a new token for the same account; held publications then go on. */
  async run(who: Principal, id: string, input: Access) {
    const row = await this.database.read(who.organisationId, (tx) => getManaged(tx, who, id));
    const end = this.access.endOf(row.platform, input);
    const given = this.access.credentialOf(row.platform, input, end);
    const credential = renewed(this.access.known(who, row), given);
    const account = await this.access.ask(row.platform, row.remoteId, credential);
    if (account.remoteId !== row.remoteId) throw conflict('account_mismatch');
    return this.database.inOrganisation(who.organisationId, async (tx) => {
      // A renewal may have been stored while the network was asked: its tokens are kept.
      const latest = renewed(this.access.known(who, await lockChannel(tx, id)), given);
      await tx.update(
        Channel,
        { id },
        {
          credential: sealCredential(this.vault, who.organisationId, id, latest),
          handle: account.handle,
          state: 'connected',
          stateReason: null,
          heldUntil: null,
          ...newCredential(end),
        },
      );
      await this.record.reconnected(tx, who, id);
      return channelView(who, await getChannel(tx, id));
    });
  }
}
