import { Inject, Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import { CONFIG, type Config, DomainError, Vault } from '#lib/kernel';
import type { Application, Consent } from '#lib/platforms';
import { appCredentials } from '../app-credentials.js';
import { type AccountPlace, PlatformClient } from '../platform-client.js';
import { refusal } from '../write/given-credential.js';
import { NetworkApplication } from './network-application.entity.js';

const sealedFor = ({ platform, server }: AccountPlace): string => `network-application|${platform}|${server}`;

/** This installation's applications: of the settings, or registered with a server by itself. */
@Injectable()
export class Applications {
  constructor(
    private readonly database: Database,
    private readonly platforms: PlatformClient,
    private readonly vault: Vault,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Where consent pages return to. */
  get redirectUri(): string {
    return `${this.config.PUBLIC_URL}/channels/consent`;
  }

  /**
   * The application for the accounts of a place.
   * @throws DomainError 409 `consent_not_set_up` without one, 422 as the server refuses to register it
   */
  async of(place: AccountPlace): Promise<Application> {
    const own = appCredentials(this.config, place.platform);
    if (own) return own;
    const { consent } = this.platforms.adapter(place.platform);
    if (!consent?.register) throw new DomainError(409, 'consent_not_set_up');
    return (await this.#registered(place)) ?? this.#register(place, consent);
  }

  async #registered(place: AccountPlace): Promise<Application | null> {
    const row = await this.database.system((tx) => tx.findOneBy(NetworkApplication, this.#key(place)));
    if (!row || !this.vault.opens(row.clientSecret)) return null;
    return {
      clientId: row.clientId,
      clientSecret: this.vault.open(row.clientSecret, sealedFor(place)).reveal(),
    };
  }

  async #register(place: AccountPlace, consent: Consent): Promise<Application> {
    const io = this.platforms.readerIo({ ...place, remoteId: '', handle: '' }, { accessToken: '' });
    const made = await consent.register?.(io, this.redirectUri).catch((error: unknown) => {
      throw refusal(error);
    });
    if (!made) throw new DomainError(409, 'consent_not_set_up');
    await this.database.system((tx) =>
      tx.upsert(
        NetworkApplication,
        {
          ...this.#key(place),
          clientId: made.clientId,
          clientSecret: this.vault.seal(made.clientSecret, sealedFor(place)),
        },
        ['platform', 'server', 'redirectUri'],
      ),
    );
    return made;
  }

  #key({ platform, server }: AccountPlace) {
    return {
      platform,
      server: this.platforms.settings({ platform, server }).origin,
      redirectUri: this.redirectUri,
    };
  }
}
