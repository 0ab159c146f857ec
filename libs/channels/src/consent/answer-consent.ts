import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Database, type Tx } from '#lib/database';
import { DomainError, LOGGER, Vault } from '#lib/kernel';
import { type ConsentedAccount, isAccountId, PlatformError } from '#lib/platforms';
import { PlatformClient } from '../platform-client.js';
import type { Asker } from './asker.js';
import { Applications } from './applications.js';
import { consentFailure, consentRefused } from './consent-failure.js';
import { openAccounts, sealAccounts, showAccounts } from './consented-accounts.js';
import {
  type ConsentRow,
  endConsent,
  findRepeated,
  keepAccounts,
  sealedOf,
  takeAnswer,
} from './consents.repository.js';
import { stateHash } from './pkce.js';

/** What the consent page sent the person back with. */
export interface ConsentReturn {
  state: string;
  code?: string | undefined;
  /** The page's own code of why there is none. */
  error?: string | undefined;
}

@Injectable()
export class AnswerConsent {
  constructor(
    private readonly database: Database,
    private readonly platforms: PlatformClient,
    private readonly applications: Applications,
    private readonly vault: Vault,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Takes a consent page's answer, and lists the accounts that it reaches; their credentials stay here, sealed.
   * Brought again by the same person, it lists what was kept: the first answer may have been lost.
   * @throws DomainError 409 `consent_over` for a state that is used, expired or another's, `consent_reading` while the
   *   accounts are still read; 422 as the page or the network says
   */
  async run(asker: Asker, answer: ConsentReturn) {
    const row = await this.#inside(asker, (tx) => takeAnswer(tx, stateHash(answer.state), asker.by));
    if (!row) return this.#again(asker, answer.state);
    try {
      const accounts = await this.#accounts(asker, row, answer);
      const sealed = sealAccounts(this.vault, asker.organisationId, row.id, accounts);
      return await this.#inside(asker, async (tx) => {
        await keepAccounts(tx, row.id, sealed);
        return showAccounts(tx, row, accounts, asker);
      });
    } catch (error) {
      await this.#inside(asker, (tx) => endConsent(tx, row.id));
      if (error instanceof PlatformError) {
        this.logger.warn({ platform: row.platform, failure: error.detail }, 'a consent could not be used');
      }
      throw consentFailure(error);
    }
  }

  #again(asker: Asker, state: string) {
    return this.#inside(asker, async (tx) => {
      const row = await findRepeated(tx, stateHash(state), asker.by);
      if (!row) throw new DomainError(409, 'consent_over');
      if (row.stage !== 'kept') throw new DomainError(409, 'consent_reading');
      return showAccounts(tx, row, openAccounts(this.vault, asker.organisationId, row), asker);
    });
  }

  async #accounts(
    asker: Asker,
    row: ConsentRow,
    { code, error }: ConsentReturn,
  ): Promise<ConsentedAccount[]> {
    const { consent } = this.platforms.adapter(row.platform);
    if (!consent) throw new DomainError(409, 'consent_unknown');
    if (!code) throw consentRefused(error ?? '');
    const verifier = this.vault.open(row.sealed, sealedOf(asker.organisationId, row.id)).reveal();
    const io = this.platforms.readerIo({ ...row, remoteId: '', handle: '' }, { accessToken: '' });
    const { redirectUri } = this.applications;
    const credential = await consent.exchange(io, await this.applications.of(row), {
      code,
      redirectUri,
      verifier,
    });
    const accounts = await consent.accounts({ ...io, signal: AbortSignal.timeout(60_000) }, credential);
    const known = accounts.filter(({ remoteId }) => isAccountId(row.platform, remoteId));
    if (known.length === 0) throw new DomainError(422, 'consent_no_account');
    return known;
  }

  #inside<T>(asker: Asker, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.inOrganisation(asker.organisationId, work);
  }
}
