import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import { GuardedClient, notFound, Vault } from '#lib/kernel';
import type { Asker } from './asker.js';
import { openAccounts } from './consented-accounts.js';
import { getAnswered } from './consents.repository.js';

/** Pictures that a browser shows by itself and that carry no script. */
const SHOWN = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'];
/** A picture of an account is a few kB; larger is not one. */
const LIMITS = { maxBytes: 1_000_000, timeoutMs: 5_000, accept: SHOWN.join(', ') };

@Injectable()
export class ReadPicture {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
    private readonly outbound: GuardedClient,
  ) {}

  /**
   * The picture of an account that a consent reaches. Read here, so that the network does not learn who looks, and no
   * other site is opened to the screens.
   * @throws DomainError 404 without a picture, 422 `address_*` when it cannot be had
   */
  async run(asker: Asker, id: string, remoteId: string): Promise<{ mime: string; bytes: Buffer }> {
    const accounts = await this.database.inOrganisation(asker.organisationId, async (tx) =>
      openAccounts(this.vault, asker.organisationId, await getAnswered(tx, id, asker.by)),
    );
    const picture = accounts.find((account) => account.remoteId === remoteId)?.picture;
    if (!picture) throw notFound('picture');
    return this.outbound.read(picture, LIMITS, async ({ mime, body }) => {
      if (!SHOWN.includes(mime)) throw notFound('picture');
      const parts: Buffer[] = [];
      for await (const part of body) parts.push(part);
      return { mime, bytes: Buffer.concat(parts) };
    });
  }
}
