import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import { Clock } from '#lib/kernel';
import type { Credential } from '#lib/platforms';
import { ChannelRecord } from '../channel-record.js';
import { PlatformClient } from '../platform-client.js';
import { expiryWarning, nextLook } from '../rules/index.js';
import { type DueChannel, noteLooked } from './keeper.repository.js';
import { msUntil } from './ms-until.js';

/** Asks a network whether a credential still works, and warns people of one that will end. */
@Injectable()
export class CheckCredential {
  constructor(
    private readonly database: Database,
    private readonly platforms: PlatformClient,
    private readonly record: ChannelRecord,
    private readonly clock: Clock,
  ) {}

  /**
   * @param endsAt UTC instant after which only a person can renew it; null when there is none
   * @throws PlatformError when the network refuses the credential, or does not answer
   */
  async run(channel: DueChannel, credential: Credential, endsAt: string | null): Promise<void> {
    const { platform } = channel;
    const { limits } = await this.platforms
      .adapter(platform)
      .account(this.platforms.readerIo(channel, credential));
    const days = expiryWarning(msUntil(endsAt, this.clock), channel.toldDays);
    const nextS = nextLook(platform, channel.leftMs) / 1000;
    await this.database.system(async (tx) => {
      const same = await noteLooked(tx, channel, nextS, days, limits);
      if (same && days !== null && endsAt !== null) {
        await this.record.credentialEnding(tx, channel, { expiresAt: endsAt, days });
      }
    });
  }
}
