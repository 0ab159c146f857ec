import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import { type Principal, visibleNodes } from '#lib/identity';
import { notFound, type Page, Vault } from '#lib/kernel';
import { capabilitiesOf, type ListedEntry } from '#lib/platforms';
import { findChannels } from '../channels.repository.js';
import { openCredential } from '../credentials.js';
import { PlatformClient } from '../platform-client.js';
import { refusal } from '../write/given-credential.js';

@Injectable()
export class ListEntries {
  constructor(
    private readonly database: Database,
    private readonly platforms: PlatformClient,
    private readonly vault: Vault,
  ) {}

  /**
   * The entries of one of the account's own lists, read from the network now.
   * @param key of the option that names one of them
   * @throws DomainError 404 for a channel that is not seen, or an option that has no list; 422 as the network refuses
   */
  async run(who: Principal, id: string, key: string): Promise<Page<ListedEntry>> {
    const rows = await this.database.read(who.organisationId, (tx) => findChannels(tx, visibleNodes(who)));
    const row = rows.find((channel) => channel.id === id);
    if (!row) throw notFound('channel');
    const { listed } = this.platforms.adapter(row.platform);
    const known = capabilitiesOf(row.platform).options.some(
      (rule) => rule.kind === 'listed' && rule.key === key,
    );
    if (!listed || !known) throw notFound('list');
    const credential = openCredential(this.vault, who.organisationId, id, row.credential).reveal();
    try {
      const items = await listed(this.platforms.readerIo(row, credential), key);
      return { items, nextCursor: null };
    } catch (error) {
      throw refusal(error);
    }
  }
}
