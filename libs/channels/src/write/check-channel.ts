import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import type { Principal } from '#lib/identity';
import { Vault } from '#lib/kernel';
import { PlatformError } from '#lib/platforms';
import { getChannel, loseCredential } from '../channels.repository.js';
import { channelView } from '../channels.view.js';
import { openCredential } from '../credentials.js';
import { PlatformClient } from '../platform-client.js';
import { refusal } from './given-credential.js';
import { getManaged } from './managed-channel.js';

@Injectable()
export class CheckChannel {
  constructor(
    private readonly database: Database,
    private readonly platforms: PlatformClient,
    private readonly vault: Vault,
  ) {}

  /** Asks the network whether the token still works; only a recognised refusal marks the channel. */
  async run(who: Principal, id: string) {
    const row = await this.database.read(who.organisationId, (tx) => getManaged(tx, who, id));
    const credential = openCredential(this.vault, who.organisationId, id, row.credential).reveal();
    try {
      await this.platforms.adapter(row.platform).account(this.platforms.readerIo(row, credential));
    } catch (error) {
      if (!(error instanceof PlatformError) || error.detail.class !== 'auth') throw refusal(error);
      await this.database.inOrganisation(who.organisationId, (tx) =>
        loseCredential(tx, row, error.detail.code),
      );
    }
    return this.database.read(who.organisationId, async (tx) => channelView(who, await getChannel(tx, id)));
  }
}
