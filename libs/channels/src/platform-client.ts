import { Inject, Injectable } from '@nestjs/common';
import { Clock, CONFIG, type Config } from '#lib/kernel';
import {
  type AdapterIo,
  adapterOf,
  type Credential,
  type Platform,
  type PlatformAdapter,
  type PlatformHttp,
  type PlatformSettings,
  platformSettings,
  UndiciPlatformHttp,
} from '#lib/platforms';

/** Where an account lives. */
export interface AccountPlace {
  platform: Platform;
  /** Address of its own server; null for the network's one place. */
  server: string | null;
}

/** An account on its network. */
export type AccountKey = AccountPlace & AdapterIo['account'];

/** Access to the networks: adapters, addresses and the HTTP clients. */
@Injectable()
export class PlatformClient {
  readonly #http = new UndiciPlatformHttp();
  /** For servers whose addresses people give: nothing inside our own network is reached but what the operator allows. */
  readonly #outside: UndiciPlatformHttp;
  readonly #settings: Record<Platform, PlatformSettings>;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly clock: Clock,
  ) {
    this.#settings = platformSettings(config.platforms);
    this.#outside = new UndiciPlatformHttp({ publicOr: config.OUTBOUND_ALLOW });
  }

  adapter(platform: Platform): PlatformAdapter {
    return adapterOf(platform);
  }

  /** Where the accounts of a server are reached; the network's one place without a server. */
  settings({ platform, server }: AccountPlace): PlatformSettings {
    const own = this.#settings[platform];
    return server === null ? own : { ...own, origin: server };
  }

  /** The client for an account: one that reaches public addresses only, when a person gave the server's. */
  http({ server }: Pick<AccountPlace, 'server'>): PlatformHttp {
    return server === null ? this.#http : this.#outside;
  }

  /** What an adapter needs to read an account; without media. */
  readerIo({ platform, server, remoteId, handle }: AccountKey, credential: Credential): AdapterIo {
    return {
      account: { remoteId, handle },
      credential,
      settings: this.settings({ platform, server }),
      http: this.http({ server }),
      now: () => this.clock.now().getTime(),
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
