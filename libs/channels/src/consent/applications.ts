import { Inject, Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import { CONFIG, type Config, DomainError, Vault } from '#lib/kernel';
import type { Application } from '#lib/platforms';
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
   * The application for the accounts of a place. That of the settings is for the network's one place: no server is told
   * the secret of another.
   * @throws DomainError 409 `consent_not_set_up` without one, 422 as the server refuses to register it
   */
  async of(place: AccountPlace): Promise<Application> {
    return this.#own(place) ?? (await this.#registered(place)) ?? this.#register(place);
  }

  /**
   * The same for a consent that begins: one that its server has forgotten meanwhile is registered again, because a person
   * who is sent to its page with it does not come back.
   * @throws DomainError as {@link of}
   */
  async toAskWith(place: AccountPlace): Promise<Application> {
    const own = this.#own(place);
    if (own) return own;
    const known = await this.#registered(place);
    return known && (await this.#isKnown(place, known)) ? known : this.#register(place);
  }

  #own({ platform, server }: AccountPlace): Application | null {
    return server === null ? appCredentials(this.config, platform) : null;
  }

  async #isKnown(place: AccountPlace, app: Application): Promise<boolean> {
    const { consent } = this.platforms.adapter(place.platform);
    return (await consent?.knows?.(this.#io(place), app)) ?? true;
  }

  #io(place: AccountPlace) {
    return this.platforms.readerIo({ ...place, remoteId: '', handle: '' }, { accessToken: '' });
  }

  async #registered(place: AccountPlace): Promise<Application | null> {
    const row = await this.database.system((tx) => tx.findOneBy(NetworkApplication, this.#key(place)));
    if (!row || !this.vault.opens(row.clientSecret)) return null;
    return {
      clientId: row.clientId,
      clientSecret: this.vault.open(row.clientSecret, sealedFor(place)).reveal(),
    };
  }

  async #register(place: AccountPlace): Promise<Application> {
    const { consent } = this.platforms.adapter(place.platform);
    const made = await consent?.register?.(this.#io(place), this.redirectUri).catch((error: unknown) => {
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
