import { Inject, Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import { targetEstablishment, type Principal } from '#lib/identity';
import { CONFIG, type Config, conflict, invalid, newId, Vault } from '#lib/kernel';
import { requireTimeZone } from '#lib/organisation';
import { capabilitiesOf, isAccountId, type Platform } from '#lib/platforms';
import { ChannelRecord } from '../channel-record.js';
import { Channel } from '../channel.entity.js';
import { getChannel } from '../channels.repository.js';
import { channelView } from '../channels.view.js';
import { sealCredential } from '../credentials.js';
import { PlatformClient } from '../platform-client.js';
import { serverAddress } from '../rules/index.js';
import { type GivenTokens, GivenCredential, newCredential } from './given-credential.js';

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
    private readonly vault: Vault,
    @Inject(CONFIG) private readonly config: Config,
    private readonly record: ChannelRecord,
  ) {}

  /** @throws DomainError 422 for an address that no server has, or a network of one place */
  #serverOf({ platform, server }: Connect): string | null {
    if (server === undefined) return null;
    const address = capabilitiesOf(platform).server
      ? serverAddress(server, this.config.OUTBOUND_ALLOW)
      : null;
    if (address === null) throw invalid([{ path: 'server', code: 'address_invalid' }]);
    // The operator's own address for the network is trusted, and stays a setting.
    return address === this.platforms.settings({ platform, server: null }).origin ? null : address;
  }

  /**
   * Connects an account, or a removed channel again; the network is asked before anything is stored.
   * @throws DomainError 403, 409 for an account that is a channel already, 422
   */
  async run(who: Principal, input: Connect) {
    requireTimeZone(input.timeZone);
    if (input.remoteId && !isAccountId(input.platform, input.remoteId)) {
      throw invalid([{ path: 'remoteId', code: 'invalid_format' }]);
    }
    const establishment = await this.database.read(who.organisationId, (tx) =>
      targetEstablishment(tx, who, input.establishmentId, 'channel.manage', { evenUnseen: true }),
    );
    const place = { platform: input.platform, server: this.#serverOf(input) };
    const { credential, end } = await this.given.credentialOf(place, input);
    const account = await this.given.readAccount(place, input.remoteId ?? '', credential);
    if (input.remoteId && account.remoteId !== input.remoteId) throw conflict('account_mismatch');
    if (!isAccountId(input.platform, account.remoteId)) throw conflict('channel_refused', { message: 'id' });
    return this.database.inOrganisation(who.organisationId, async (tx) => {
      // Locked: somebody else may connect a removed channel again at the same moment.
      const existing = await tx.findOne(Channel, {
        where: { platform: input.platform, remoteId: account.remoteId },
        lock: { mode: 'for_no_key_update' },
      });
      if (existing && !existing.removedAt) throw conflict('channel_exists');
      const id = existing?.id ?? newId();
      const fields = {
        establishmentId: input.establishmentId,
        server: account.server ?? place.server,
        limits: account.limits ?? null,
        name: account.name,
        handle: account.handle,
        timeZone: input.timeZone ?? establishment.timeZone,
        baselinePlacement: input.baselinePlacement,
        credential: sealCredential(this.vault, who.organisationId, id, credential),
        state: 'connected' as const,
        stateReason: null,
        removedAt: null,
        ...newCredential(end),
      };
      if (existing) {
        await tx.update(Channel, { id }, fields);
      } else {
        await tx.insert(Channel, {
          organisationId: who.organisationId,
          id,
          platform: input.platform,
          remoteId: account.remoteId,
          ...fields,
        });
      }
      const { remoteId } = account;
      await this.record.connected(tx, who, id, { platform: input.platform, remoteId });
      return channelView(who, await getChannel(tx, id));
    });
  }
}
