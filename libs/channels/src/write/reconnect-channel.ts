import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import type { Principal } from '#lib/identity';
import { conflict, Vault } from '#lib/kernel';
import { ChannelRecord } from '../channel-record.js';
import { Channel } from '../channel.entity.js';
import { getChannel, lockChannel } from '../channels.repository.js';
import { channelView } from '../channels.view.js';
import { renewed, sealCredential } from '../credentials.js';
import { type GivenTokens, GivenCredential, newCredential } from './given-credential.js';
import { getManaged } from './managed-channel.js';

@Injectable()
export class ReconnectChannel {
  constructor(
    private readonly database: Database,
    private readonly given: GivenCredential,
    private readonly vault: Vault,
    private readonly record: ChannelRecord,
  ) {}

  /** Stores a new token for the same account; held publications then go on. */
  async run(who: Principal, id: string, input: GivenTokens) {
    const row = await this.database.read(who.organisationId, (tx) => getManaged(tx, who, id));
    const { credential: given, end } = await this.given.credentialOf(row, input);
    const credential = renewed(this.given.stored(who, row), given);
    const account = await this.given.readAccount(row, row.remoteId, credential);
    if (account.remoteId !== row.remoteId) throw conflict('account_mismatch');
    return this.database.inOrganisation(who.organisationId, async (tx) => {
      // A renewal may have been stored while the network was asked: its tokens are kept.
      const latest = renewed(this.given.stored(who, await lockChannel(tx, id)), given);
      await tx.update(
        Channel,
        { id },
        {
          credential: sealCredential(this.vault, who.organisationId, id, latest),
          server: account.server ?? row.server,
          limits: account.limits ?? row.limits,
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
