import { Inject, Injectable } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { Database, isDatabaseAway } from '#lib/database';
import { Clock, CONFIG, type Config, failpoint, LOGGER, Vault } from '#lib/kernel';
import type { Credential, Platform } from '#lib/platforms';
import { appCredentials } from '../app-credentials.js';
import { afterRenewal, openCredential, renewed, sameConsent, sealCredential } from '../credentials.js';
import { Network } from '../network.js';
import { endOfCredential, nextLook, refreshDue, renewsItself } from '../rules/index.js';
import { type Kept, lockCredential, storeRenewed } from './keeper.repository.js';
import { msUntil } from './ms-until.js';

/** Whoever looks after a channel has it for this long; should it die, another does then. */
export const KEEP_MINUTES = 10;
const STORE_FOR_MS = KEEP_MINUTES * 60_000 - 60_000;
const STORE_AGAIN_MS = 500;
/** The same once the process is to end, before whoever ends it loses patience. */
const STORE_AT_END_MS = 20_000;

/** Renews a credential ahead of its end, and stores what its network rotated before anyone uses it. */
@Injectable()
export class RenewCredential {
  /** On the monotonic clock, once the process is to end. */
  #endBy = Infinity;

  constructor(
    private readonly database: Database,
    private readonly network: Network,
    private readonly vault: Vault,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Renews a credential whose time has come.
   * @returns false when it has not, or when the network, or our settings, offer no renewal
   * @throws PlatformError when the network refuses the credential, or does not answer
   */
  async run(channel: Kept, credential: Credential): Promise<boolean> {
    const hasRefreshToken = credential.refreshToken !== undefined;
    const consentLeftMs = msUntil(credential.refreshExpiresAt, this.clock);
    if (!refreshDue({ ...channel, hasRefreshToken, consentLeftMs })) return false;
    const fresh = await this.#ask(channel, credential);
    if (!fresh) return false;
    await this.#keepTrying(() => this.#store(channel, credential, fresh));
    return true;
  }

  /**
   * UTC instant after which only a person can give access again: what can be renewed ends when its consent does; null
   * when there is none.
   */
  endOf({ platform, expiresAt }: Kept, credential: Credential): string | null {
    return this.#renewable(platform, credential) ? (credential.refreshExpiresAt ?? null) : expiresAt;
  }

  /** The process is to end: whatever is being stored is tried a while longer, and no more. */
  hurry(): void {
    this.#endBy = this.clock.monotonicMs() + STORE_AT_END_MS;
  }

  /** Whether a credential is renewed without a person. */
  #renewable(platform: Platform, credential: Credential): boolean {
    const app = appCredentials(this.config, platform);
    return (
      this.network.adapter(platform).refresh !== undefined &&
      (renewsItself(platform) || (app !== null && credential.refreshToken !== undefined))
    );
  }

  /** @returns null when the network, or our settings, offer no renewal */
  async #ask(channel: Kept, credential: Credential): Promise<Credential | null> {
    const { platform } = channel;
    if (!this.#renewable(platform, credential)) return null;
    const app = appCredentials(this.config, platform) ?? { clientId: '', clientSecret: '' };
    const io = this.network.readerIo(platform, channel, credential);
    await failpoint('before_refresh', channel.id);
    const answer = await this.network.adapter(platform).refresh?.(io, app);
    await failpoint('after_refresh', channel.id);
    return answer ? renewed(credential, answer) : null;
  }

  /**
   * What a network rotated exists nowhere else: a database that is away is waited for as long as the channel is ours.
   */
  async #keepTrying(store: () => Promise<void>): Promise<void> {
    const end = this.clock.monotonicMs() + STORE_FOR_MS;
    for (;;) {
      try {
        return await store();
      } catch (error) {
        const over = this.clock.monotonicMs() >= Math.min(end, this.#endBy);
        if (over || !isDatabaseAway(error)) throw error;
        this.logger.warn({ err: error }, 'a renewed access was not stored; it is tried again');
        await sleep(STORE_AGAIN_MS);
      }
    }
  }

  /**
   * Stored before anyone uses it. The row is locked first: its text may be another by now, because keys were rotated
   * or a person reconnected, and the used-up refresh token must not outlive either.
   */
  async #store(channel: Kept, used: Credential, fresh: Credential): Promise<void> {
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
    this.logger.info({ channel: id, platform }, stored ? 'access renewed' : 'renewal not wanted any more');
  }
}
