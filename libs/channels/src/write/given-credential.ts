import { Injectable } from '@nestjs/common';
import type { Principal } from '#lib/identity';
import { Clock, DomainError, invalid, Vault } from '#lib/kernel';
import { capabilitiesOf, type Credential, PlatformError, type RemoteAccount } from '#lib/platforms';
import type { ChannelRow } from '../channels.repository.js';
import { openCredential } from '../credentials.js';
import { type AccountPlace, PlatformClient } from '../platform-client.js';
import { type CredentialEnd, endOfCredential, endOfConsent } from '../rules/index.js';

/** Access that a person gives to an account. */
export interface GivenTokens {
  accessToken: string;
  /** The user whose password `accessToken` is, where the network asks for both. */
  login?: string | undefined;
  refreshToken?: string | undefined;
  expiresAt?: string | undefined;
}

/** Columns of a new credential, which is checked at once. */
export const newCredential = ({ at, assumed }: CredentialEnd) => ({
  tokenExpiresAt: at === null ? null : new Date(at),
  tokenEndAssumed: assumed,
  toldDays: null,
  keepFailures: 0,
  keepAt: () => 'now()',
});

/** A pasted token as a credential, which is checked with the network before anything is stored. */
@Injectable()
export class GivenCredential {
  constructor(
    private readonly platforms: PlatformClient,
    private readonly vault: Vault,
    private readonly clock: Clock,
  ) {}

  /**
   * The credential for what a person gave; a name and a password are exchanged for it where the network wants that.
   * @throws DomainError 422 for one that has expired, a name that is missing, or as the network refuses it
   */
  async credentialOf(
    place: AccountPlace,
    given: GivenTokens,
  ): Promise<{ credential: Credential; end: CredentialEnd }> {
    const { login, accessToken, refreshToken } = given;
    if (capabilitiesOf(place.platform).credential.form !== 'login') {
      const end = this.#endOf(place, given.expiresAt);
      const refreshExpiresAt = endOfConsent(place.platform, this.clock.now().getTime());
      const credential = {
        accessToken,
        ...(refreshToken ? { refreshToken, refreshExpiresAt } : {}),
        ...(end.at === null ? {} : { expiresAt: end.at }),
      };
      return { credential, end };
    }
    if (!login) throw invalid([{ path: 'login', code: 'too_small' }]);
    const credential = await this.#signIn(place, login, accessToken);
    return { credential, end: this.#endOf(place, credential.expiresAt) };
  }

  async #signIn(place: AccountPlace, login: string, password: string): Promise<Credential> {
    const { signIn } = this.platforms.adapter(place.platform);
    if (!signIn) return { accessToken: password, login };
    const io = this.platforms.readerIo({ ...place, remoteId: '', handle: login }, { accessToken: '' });
    try {
      return await signIn(io, { login, password });
    } catch (error) {
      throw refusal(error);
    }
  }

  #endOf(place: AccountPlace, expiresAt: string | undefined): CredentialEnd {
    const now = this.clock.now().getTime();
    if (expiresAt !== undefined && Date.parse(expiresAt) <= now) {
      throw invalid([{ path: 'expiresAt', code: 'access_over' }]);
    }
    return endOfCredential(place.platform, expiresAt, now, this.platforms.settings(place).origin);
  }

  /** The stored credential; an empty one when its key is gone, or the channel was removed. */
  stored(who: Principal, { id, credential }: ChannelRow): Credential {
    if (!credential || !this.vault.opens(credential)) return { accessToken: '' };
    return openCredential(this.vault, who.organisationId, id, credential).reveal();
  }

  /** The account that the network finds by a credential. @throws DomainError 422 when the network refuses it */
  async readAccount(place: AccountPlace, remoteId: string, credential: Credential): Promise<RemoteAccount> {
    try {
      return await this.platforms
        .adapter(place.platform)
        .account(this.platforms.readerIo({ ...place, remoteId, handle: '' }, credential));
    } catch (error) {
      throw refusal(error);
    }
  }
}

/** A network's error as the API answers it; another error as it is. */
export const refusal = (error: unknown): unknown =>
  error instanceof PlatformError
    ? new DomainError(422, 'channel_refused', { message: error.detail.message })
    : error;
