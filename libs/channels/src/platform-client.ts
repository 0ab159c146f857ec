import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '#lib/kernel';
import {
  type AdapterIo,
  adapterOf,
  type Credential,
  type Platform,
  type PlatformAdapter,
  type PlatformSettings,
  platformSettings,
  UndiciPlatformHttp,
} from '#lib/platforms';

/** Access to the networks: adapters, addresses and the one HTTP client. */
@Injectable()
export class PlatformClient {
  readonly http = new UndiciPlatformHttp();
  readonly #settings: Record<Platform, PlatformSettings>;

  constructor(@Inject(CONFIG) config: Config) {
    this.#settings = platformSettings(config.platforms);
  }

  adapter(platform: Platform): PlatformAdapter {
    return adapterOf(platform);
  }

  settings(platform: Platform): PlatformSettings {
    return this.#settings[platform];
  }

  /** What an adapter needs to read an account; without media. */
  readerIo(platform: Platform, account: AdapterIo['account'], credential: Credential): AdapterIo {
    return {
      account,
      credential,
      settings: this.settings(platform),
      http: this.http,
      signal: AbortSignal.timeout(20_000),
      media: {
        stream: () => {
          throw new Error('No media here');
        },
        publicUrl: () => '',
      },
    };
  }
}
