import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config, type Page, settingOf } from '#lib/kernel';
import { PLATFORMS } from '#lib/platforms';
import { PlatformClient } from '../platform-client.js';

@Injectable()
export class ListNetworks {
  constructor(
    private readonly platforms: PlatformClient,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** How accounts of each network are connected, and which settings that still needs. */
  run(): Page<object> {
    const items = PLATFORMS.map((platform) => {
      const { consent } = this.platforms.adapter(platform);
      const { clientId, clientSecret } = this.config.platforms[platform] ?? {};
      const missing = [
        ...(clientId ? [] : [settingOf(platform, 'CLIENT_ID')]),
        ...(clientSecret ? [] : [settingOf(platform, 'CLIENT_SECRET')]),
      ];
      return {
        platform,
        consent: consent !== undefined,
        missing: consent && !consent.register ? missing : [],
      };
    });
    return { items, nextCursor: null };
  }
}
