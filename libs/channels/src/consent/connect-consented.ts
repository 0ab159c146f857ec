import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#lib/database';
import { type Principal, targetEstablishment } from '#lib/identity';
import { Clock, invalid, notFound, type Page, Vault } from '#lib/kernel';
import { requireTimeZone } from '#lib/organisation';
import type { ConsentedAccount } from '#lib/platforms';
import type { Channel } from '../channel.entity.js';
import { channelsOf } from '../channels.repository.js';
import { channelView } from '../channels.view.js';
import { PlatformClient } from '../platform-client.js';
import { endOfCredential } from '../rules/index.js';
import { StoreChannel } from '../write/store-channel.js';
import { type ConsentRow, askedBy, endConsent, lockAnswered, sealedOf } from './consents.repository.js';

/** Accounts that a person chose of those a consent reaches. */
export interface Choice {
  accounts: readonly { remoteId: string; establishmentId: string; timeZone?: string | undefined }[];
  baselinePlacement: Channel['baselinePlacement'];
}

@Injectable()
export class ConnectConsented {
  constructor(
    private readonly database: Database,
    private readonly platforms: PlatformClient,
    private readonly store: StoreChannel,
    private readonly vault: Vault,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes each chosen account a channel; one that is a channel already gets its new credential, and keeps its history,
   * its establishment and what it has planned. All or none: the consent counts once.
   * @throws DomainError 404 for a consent that is used, expired or another session's; 403, 422 for an account that the consent does not reach
   */
  run(who: Principal, id: string, choice: Choice): Promise<Page<object>> {
    for (const { timeZone } of choice.accounts) requireTimeZone(timeZone);
    return this.database.inOrganisation(who.organisationId, async (tx) => {
      const row = await lockAnswered(tx, id, askedBy(who));
      if (!row) throw notFound('consent');
      const channels: string[] = [];
      // In one order, so that two people who connect the same accounts do not wait for each other in a circle.
      const chosen = [...choice.accounts].sort((a, b) => (a.remoteId < b.remoteId ? -1 : 1));
      const granted = this.#granted(who, row);
      for (const one of chosen) {
        const account = granted.get(one.remoteId);
        if (!account || account.obstacle) throw invalid([{ path: 'accounts', code: 'unknown_reference' }]);
        channels.push(await this.#connect(tx, who, row, account, { ...choice, ...one }));
      }
      await endConsent(tx, id);
      const rows = await channelsOf(tx, channels);
      return { items: rows.map((row) => channelView(who, row)), nextCursor: null };
    });
  }

  async #connect(
    tx: Tx,
    who: Principal,
    place: ConsentRow,
    { credential, ...account }: ConsentedAccount,
    choice: { establishmentId: string; timeZone?: string | undefined } & Pick<Choice, 'baselinePlacement'>,
  ): Promise<string> {
    const establishment = await targetEstablishment(tx, who, choice.establishmentId, 'channel.manage', {
      evenUnseen: true,
    });
    const now = this.clock.now().getTime();
    const { origin } = this.platforms.settings(place);
    return this.store.run(tx, who, {
      place,
      account,
      credential,
      end: endOfCredential(place.platform, credential.expiresAt, now, origin),
      establishmentId: choice.establishmentId,
      timeZone: choice.timeZone ?? establishment.timeZone,
      baselinePlacement: choice.baselinePlacement,
      existing: 'reconnect',
    });
  }

  #granted(who: Principal, { id, sealed }: ConsentRow): Map<string, ConsentedAccount> {
    const opened = this.vault.open(sealed, sealedOf(who.organisationId, id)).reveal();
    const accounts = JSON.parse(opened) as ConsentedAccount[];
    return new Map(accounts.map((account) => [account.remoteId, account]));
  }
}
