import { Inject, Injectable } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { Database, isDatabaseAway } from '#lib/database';
import { Clock, CONFIG, type Config, failpoint, LOGGER, Vault } from '#lib/kernel';
import type { Credential, Platform } from '#lib/platforms';
import { appCredentials } from '../app-credentials.js';
import { afterRenewal, openCredential, renewed, sameConsent, sealCredential } from '../credentials.js';
import { PlatformClient } from '../platform-client.js';
import { endOfCredential, nextLook, refreshDue, renewsItself } from '../rules/index.js';
import { type DueChannel, lockCredential, replaceCredential, storeRenewed } from './keeper.repository.js';
import { msUntil } from './ms-until.js';

/** Lease on a channel, minutes: when its process dies, another one claims the channel then. */
export const KEEP_MINUTES = 10;
const STORE_FOR_MS = KEEP_MINUTES * 60_000 - 60_000;
const STORE_AGAIN_MS = 500;
/** Longest that storing is retried once the process must stop, ms: less than a supervisor waits. */
const STORE_AT_END_MS = 20_000;

/** Renews a credential ahead of its end, and stores the rotated tokens before they are used. */
@Injectable()
export class RenewCredential {
  /** Monotonic deadline for storing once the process must stop. */
  #endBy = Infinity;

  constructor(
    private readonly database: Database,
    private readonly platforms: PlatformClient,
    private readonly vault: Vault,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Renews a credential that is due.
   * @returns false when it is not due, or when the network or our settings offer no renewal
   * @throws PlatformError when the network refuses the credential, or does not answer
   */
  async run(channel: DueChannel, credential: Credential): Promise<boolean> {
    const hasRefreshToken = credential.refreshToken !== undefined;
    const consentLeftMs = msUntil(credential.refreshExpiresAt, this.clock);
    if (!refreshDue({ ...channel, hasRefreshToken, consentLeftMs })) return false;
    const fresh = await this.#ask(channel, credential);
    if (!fresh) return false;
    await this.#keepTrying(() => this.#store(channel, credential, fresh));
    return true;
  }

  /**
   * Forgets a refresh token that the network refused: it would be refused at each renewal, and take with it an access
   * that is still good. Nothing is forgotten of a credential that somebody gave meanwhile.
   */
  async forget(channel: DueChannel, credential: Credential): Promise<void> {
    const { refreshToken: _refused, refreshExpiresAt: _end, ...access } = credential;
    const { organisationId, id, platform } = channel;
    const sealed = sealCredential(this.vault, organisationId, id, access);
    if (await replaceCredential(this.database, channel, sealed)) {
      this.logger.warn({ channel: id, platform }, 'the network refused the refresh token: it is forgotten');
    }
  }

  /**
   * UTC instant after which only a person can renew it: the end of the consent for a credential that can be renewed;
   * null when there is none.
   */
  endOf({ platform, expiresAt }: DueChannel, credential: Credential): string | null {
    return this.#renewable(platform, credential) ? (credential.refreshExpiresAt ?? null) : expiresAt;
  }

  /** The process must stop: storing is retried only a while longer. */
  hurry(): void {
    this.#endBy = this.clock.monotonicMs() + STORE_AT_END_MS;
  }

  /** Whether a credential can be renewed without a person. */
  #renewable(platform: Platform, credential: Credential): boolean {
    const app = appCredentials(this.config, platform);
    return (
      this.platforms.adapter(platform).refresh !== undefined &&
      (renewsItself(platform) || (app !== null && credential.refreshToken !== undefined))
    );
  }

  /** @returns null when the network, or our settings, offer no renewal */
  async #ask(channel: DueChannel, credential: Credential): Promise<Credential | null> {
    const { platform } = channel;
    if (!this.#renewable(platform, credential)) return null;
    const app = appCredentials(this.config, platform) ?? { clientId: '', clientSecret: '' };
    const io = this.platforms.readerIo(channel, credential);
    await failpoint('before_refresh', channel.id);
    const answer = await this.platforms.adapter(platform).refresh?.(io, app);
    await failpoint('after_refresh', channel.id);
    return answer ? renewed(credential, answer) : null;
  }

  /** A rotated token exists nowhere else, so storing is retried for as long as the lease lasts. */
  async #keepTrying(store: () => Promise<void>): Promise<void> {
    const end = this.clock.monotonicMs() + STORE_FOR_MS;
    for (;;) {
      try {
        return await store();
      } catch (error) {
        const over = this.clock.monotonicMs() >= Math.min(end, this.#endBy);
        if (over || !isDatabaseAway(error)) throw error;
        this.logger.warn({ err: error }, 'a renewed credential was not stored; it is tried again');
        await sleep(STORE_AGAIN_MS);
      }
    }
  }

  /**
   * Stores the credential before it is used. The row is locked first, because it may have changed (keys rotated,
   * channel reconnected), and the used-up refresh token must not stay in either case.
   */
  async #store(channel: DueChannel, used: Credential, fresh: Credential): Promise<void> {
    const { organisationId, id, platform } = channel;
    const stored = await this.database.system(async (tx) => {
      const credential = await lockCredential(tx, channel);
      if (credential === undefined) return false;
      const latest = openCredential(this.vault, organisationId, id, credential).reveal();
      const wanted = afterRenewal(used, latest, fresh);
      if (!wanted) return false;
      await storeRenewed(tx, channel, {
        sealed: sealCredential(this.vault, organisationId, id, wanted),
        ...endOfCredential(platform, wanted.expiresAt, this.clock.now().getTime()),
        nextS: nextLook(platform, null) / 1000,
        keepsTold: sameConsent(used, wanted),
      });
      return true;
    });
    this.logger.info(
      { channel: id, platform },
      stored ? 'credential renewed' : 'renewal not wanted any more',
    );
  }
}
