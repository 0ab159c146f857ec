import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Logger } from 'pino';
import { Database } from '#lib/database';
import { CONFIG, type Config, LOGGER, Vault } from '#lib/kernel';
import { type Credential, PlatformError } from '#lib/platforms';
import { loseCredential } from '../channels.repository.js';
import { openCredential } from '../credentials.js';
import { nextTry } from '../rules/index.js';
import { CheckCredential } from './check-credential.js';
import { claimDue, type DueChannel, lookLater } from './keeper.repository.js';
import { KEEP_MINUTES, RenewCredential } from './renew-credential.js';

const AT_ONCE = 20;

/** Whether the network refused a credential, in its own words. */
const isRefusal = (error: unknown): error is PlatformError =>
  error instanceof PlatformError && error.detail.class === 'auth';

/**
 * Maintains credentials: renews each ahead of its end, one worker per channel; checks once a day that it works;
 * warns of one that will expire. Only a recognised refusal of the network marks a channel; a passing failure changes
 * nothing and notifies nobody.
 */
@Injectable()
export class ChannelKeeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | null = null;
  #keeping: Promise<unknown> | null = null;

  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
    private readonly renew: RenewCredential,
    private readonly check: CheckCredential,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => {
      this.#keeping ??= this.keep()
        .catch((error: unknown) => this.logger.warn({ err: error }, 'channels not looked after; next round'))
        .finally(() => (this.#keeping = null));
    }, this.config.CHANNEL_ROUND_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    this.renew.hurry();
    await this.#keeping;
  }

  /** One round over the channels that are due. @returns how many there were */
  async keep(): Promise<number> {
    const due = await claimDue(this.database, AT_ONCE, KEEP_MINUTES);
    await Promise.all(due.map((channel) => this.#keepOne(channel)));
    return due.length;
  }

  async #keepOne(channel: DueChannel): Promise<void> {
    try {
      await this.#lookAfter(channel, this.#open(channel));
    } catch (error) {
      if (isRefusal(error)) {
        await loseCredential(this.database, channel, error.detail.code);
        return;
      }
      // The credential's state is unknown: the channel keeps its state, and is checked again.
      this.logger.warn({ err: error, channel: channel.id }, 'channel not looked after');
      const pauseMs = nextTry(channel.failures + 1, channel.leftMs, Math.random());
      await lookLater(this.database, channel, pauseMs / 1000);
    }
  }

  async #lookAfter(channel: DueChannel, credential: Credential): Promise<void> {
    const renewed = await this.renew.run(channel, credential).catch((error: unknown) => {
      // The access itself may be good: a person may have reconnected with an access token alone.
      if (isRefusal(error) && credential.refreshToken !== undefined) return 'refused' as const;
      throw error;
    });
    if (renewed === true) return;
    if (renewed === false) {
      return this.check.run(channel, credential, this.renew.endOf(channel, credential));
    }
    await this.check.run(channel, credential, channel.expiresAt);
    await this.renew.forget(channel, credential);
  }

  /** Its credential, with the end that is known now. */
  #open({ organisationId, id, credential, expiresAt }: DueChannel): Credential {
    const open = openCredential(this.vault, organisationId, id, credential).reveal();
    return expiresAt ? { ...open, expiresAt } : open;
  }
}
