import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import { Vault } from '#lib/kernel';
import type { Asker } from './asker.js';
import { openAccounts, showAccounts } from './consented-accounts.js';
import { getAnswered } from './consents.repository.js';

@Injectable()
export class ShowConsent {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
  ) {}

  /**
   * The accounts of an answered consent once more, for a page that was loaded again.
   * @throws DomainError 404 for a consent that is used, expired or another's
   */
  run(asker: Asker, id: string) {
    return this.database.inOrganisation(asker.organisationId, async (tx) => {
      const row = await getAnswered(tx, id, asker.by);
      return showAccounts(tx, row, openAccounts(this.vault, asker.organisationId, row), asker);
    });
  }
}
