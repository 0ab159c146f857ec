import { Inject, Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import { targetEstablishment, type Principal } from '#lib/identity';
import { CONFIG, type Config, conflict, invalid } from '#lib/kernel';
import { requireTimeZone } from '#lib/organisation';
import { isAccountId, type Platform } from '#lib/platforms';
import type { Channel } from '../channel.entity.js';
import { getChannel } from '../channels.repository.js';
import { channelView } from '../channels.view.js';
import { PlatformClient } from '../platform-client.js';
import { type GivenTokens, GivenCredential } from './given-credential.js';
import { givenServer } from './given-server.js';
import { StoreChannel } from './store-channel.js';

interface Connect extends GivenTokens {
  platform: Platform;
  establishmentId: string;
  server?: string | undefined;
  remoteId?: string | undefined;
  timeZone?: string | undefined;
  baselinePlacement: Channel['baselinePlacement'];
}

@Injectable()
export class ConnectChannel {
  constructor(
    private readonly database: Database,
    private readonly given: GivenCredential,
    private readonly platforms: PlatformClient,
    private readonly store: StoreChannel,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Connects an account, or a removed channel again; the network is asked before anything is stored.
   * @throws DomainError 403, 409 for an account that is a channel already, 422
   */
  async run(who: Principal, input: Connect) {
    const { platform, establishmentId } = input;
    requireTimeZone(input.timeZone);
    if (input.remoteId && !isAccountId(platform, input.remoteId)) {
      throw invalid([{ path: 'remoteId', code: 'invalid_format' }]);
    }
    const establishment = await this.database.read(who.organisationId, (tx) =>
      targetEstablishment(tx, who, establishmentId, 'channel.manage', { evenUnseen: true }),
    );
    const place = { platform, server: givenServer(this.platforms, this.config, platform, input.server) };
    const { credential, end } = await this.given.credentialOf(place, input);
    const account = await this.given.readAccount(place, input.remoteId ?? '', credential);
    if (input.remoteId && account.remoteId !== input.remoteId) throw conflict('account_mismatch');
    if (!isAccountId(platform, account.remoteId)) throw conflict('channel_refused', { message: 'id' });
    return this.database.inOrganisation(who.organisationId, async (tx) => {
      const id = await this.store.run(tx, who, {
        place,
        account,
        credential,
        end,
        establishmentId,
        timeZone: input.timeZone ?? establishment.timeZone,
        baselinePlacement: input.baselinePlacement,
        existing: 'refuse',
      });
      return channelView(who, await getChannel(tx, id));
    });
  }
}
