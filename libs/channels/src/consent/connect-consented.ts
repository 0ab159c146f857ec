import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#lib/database';
import { type Principal, targetEstablishment } from '#lib/identity';
import { Clock, invalid, type Page, Vault } from '#lib/kernel';
import { requireTimeZone } from '#lib/organisation';
import type { ConsentedAccount } from '#lib/platforms';
import type { Channel } from '../channel.entity.js';
import { type ChannelRow, channelsOf } from '../channels.repository.js';
import { channelView } from '../channels.view.js';
import { PlatformClient } from '../platform-client.js';
import { endOfCredential } from '../rules/index.js';
import { StoreChannel } from '../write/store-channel.js';
import type { Asker } from './asker.js';
import { openAccounts } from './consented-accounts.js';
import { type ConsentRow, endConsent, lockAnswered } from './consents.repository.js';

/** Accounts that a person chose of those a consent reaches. */
export interface Choice {
  accounts: readonly { remoteId: string; establishmentId: string; timeZone?: string | undefined }[];
  baselinePlacement: Channel['baselinePlacement'];
  /** The link by which the owner of the account connects it. */
  link?: string;
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
   * @throws DomainError 404 for a consent that is used, expired or another's; 403, 422 for an account that the consent
   *   does not reach
   */
  async run(who: Principal, asker: Asker, id: string, choice: Choice): Promise<Page<object>> {
    for (const { timeZone } of choice.accounts) requireTimeZone(timeZone);
    const rows = await this.database.inOrganisation(who.organisationId, (tx) =>
      this.inside(tx, who, asker, id, choice),
    );
    return { items: rows.map((row) => channelView(who, row)), nextCursor: null };
  }

  /** As {@link run}, in an act of its caller's. */
  async inside(tx: Tx, who: Principal, asker: Asker, id: string, choice: Choice): Promise<ChannelRow[]> {
    const row = await lockAnswered(tx, id, asker.by);
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
    return channelsOf(tx, channels);
  }

  async #connect(
    tx: Tx,
    who: Principal,
    place: ConsentRow,
    { credential, ...account }: ConsentedAccount,
    choice: { establishmentId: string; timeZone?: string | undefined } & Pick<
      Choice,
      'baselinePlacement' | 'link'
    >,
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
      ...(choice.link && { link: choice.link }),
    });
  }

  #granted(who: Principal, row: ConsentRow): Map<string, ConsentedAccount> {
    const accounts = openAccounts(this.vault, who.organisationId, row);
    return new Map(accounts.map((account) => [account.remoteId, account]));
  }
}
