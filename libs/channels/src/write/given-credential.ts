import { Injectable } from '@nestjs/common';
import type { Principal } from '#lib/identity';
import { Clock, DomainError, invalid, Vault } from '#lib/kernel';
import { type Credential, type Platform, PlatformError, type RemoteAccount } from '#lib/platforms';
import type { ChannelRow } from '../channels.repository.js';
import { openCredential } from '../credentials.js';
import { PlatformClient } from '../platform-client.js';
import { type CredentialEnd, endOfCredential, endOfConsent } from '../rules/index.js';

/** Access that a person gives to an account. */
export interface GivenTokens {
  accessToken: string;
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

  /** @throws DomainError 422 for a credential that has expired */
  endOf(platform: Platform, { expiresAt }: GivenTokens): CredentialEnd {
    const now = this.clock.now().getTime();
    if (expiresAt !== undefined && Date.parse(expiresAt) <= now) {
      throw invalid([{ path: 'expiresAt', code: 'access_over' }]);
    }
    return endOfCredential(platform, expiresAt, now, this.platforms.settings(platform).origin);
  }

  credentialOf(
    platform: Platform,
    { accessToken, refreshToken }: GivenTokens,
    { at }: CredentialEnd,
  ): Credential {
    const refreshExpiresAt = endOfConsent(platform, this.clock.now().getTime());
    return {
      accessToken,
      ...(refreshToken ? { refreshToken, refreshExpiresAt } : {}),
      ...(at === null ? {} : { expiresAt: at }),
    };
  }

  /** The stored credential; an empty one when its key is gone, or the channel was removed. */
  stored(who: Principal, { id, credential }: ChannelRow): Credential {
    if (!credential || !this.vault.opens(credential)) return { accessToken: '' };
    return openCredential(this.vault, who.organisationId, id, credential).reveal();
  }

  /** The account that the network finds by a credential. @throws DomainError 422 when the network refuses it */
  async readAccount(platform: Platform, remoteId: string, credential: Credential): Promise<RemoteAccount> {
    try {
      return await this.platforms
        .adapter(platform)
        .account(this.platforms.readerIo(platform, { remoteId, handle: '' }, credential));
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
