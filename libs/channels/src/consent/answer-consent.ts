import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Database, type Tx } from '#lib/database';
import type { Principal } from '#lib/identity';
import { DomainError, LOGGER, Vault } from '#lib/kernel';
import { type ConsentedAccount, isAccountId, PlatformError } from '#lib/platforms';
import { accountsConnected } from '../channels.repository.js';
import { PlatformClient } from '../platform-client.js';
import { Applications } from './applications.js';
import { consentFailure, consentRefused } from './consent-failure.js';
import {
  type ConsentRow,
  askedBy,
  endConsent,
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
   * @throws DomainError 409 `consent_over` for a state that is used, expired or another session's; 422 as the page or
   *   the network says
   */
  async run(who: Principal, answer: ConsentReturn) {
    const row = await this.#inside(who, (tx) => takeAnswer(tx, stateHash(answer.state), askedBy(who)));
    if (!row) throw new DomainError(409, 'consent_over');
    try {
      const accounts = await this.#accounts(who, row, answer);
      const sealed = this.vault.seal(JSON.stringify(accounts), sealedOf(who.organisationId, row.id));
      const connected = await this.#inside(who, async (tx) => {
        await keepAccounts(tx, row.id, sealed);
        return accountsConnected(
          tx,
          row.platform,
          accounts.map(({ remoteId }) => remoteId),
        );
      });
      return { id: row.id, platform: row.platform, accounts: accounts.map((one) => shown(one, connected)) };
    } catch (error) {
      await this.#inside(who, (tx) => endConsent(tx, row.id));
      if (error instanceof PlatformError) {
        this.logger.warn({ platform: row.platform, failure: error.detail }, 'a consent could not be used');
      }
      throw consentFailure(error);
    }
  }

  async #accounts(
    who: Principal,
    row: ConsentRow,
    { code, error }: ConsentReturn,
  ): Promise<ConsentedAccount[]> {
    const { consent } = this.platforms.adapter(row.platform);
    if (!consent) throw new DomainError(409, 'consent_unknown');
    if (!code) throw consentRefused(error ?? '');
    const verifier = this.vault.open(row.sealed, sealedOf(who.organisationId, row.id)).reveal();
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

  #inside<T>(who: Principal, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.inOrganisation(who.organisationId, work);
  }
}

/** An account without its credential. @param connected the channels that are accounts of the list, by account */
const shown = (
  { remoteId, name, handle, picture, obstacle }: ConsentedAccount,
  connected: ReadonlyMap<string, { id: string; establishmentId: string }>,
) => ({
  remoteId,
  name,
  handle,
  picture,
  obstacle: obstacle ?? null,
  channelId: connected.get(remoteId)?.id ?? null,
  establishmentId: connected.get(remoteId)?.establishmentId ?? null,
});
