import { Inject, Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import { CONFIG, type Config, DomainError, newId, Vault } from '#lib/kernel';
import type { Platform } from '#lib/platforms';
import { PlatformClient } from '../platform-client.js';
import { givenServer } from '../write/given-server.js';
import type { Asker } from './asker.js';
import { Applications } from './applications.js';
import { addConsent, sealedOf } from './consents.repository.js';
import { challengeOf, stateHash, unguessable } from './pkce.js';

@Injectable()
export class BeginConsent {
  constructor(
    private readonly database: Database,
    private readonly platforms: PlatformClient,
    private readonly applications: Applications,
    private readonly vault: Vault,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * The address of a network's consent page, asked for this person alone.
   * @throws DomainError 409 `consent_unknown` where the network has none, `consent_not_set_up` without an application
   */
  async run(asker: Asker, platform: Platform, server: string | undefined): Promise<{ url: string }> {
    const { consent } = this.platforms.adapter(platform);
    if (!consent) throw new DomainError(409, 'consent_unknown');
    const place = { platform, server: givenServer(this.platforms, this.config, platform, server) };
    const { clientId } = await this.applications.toAskWith(place);
    // The screen that the page returns to tells by it whether the person has an account here.
    const state = `${asker.link ? 'l.' : ''}${unguessable()}`;
    const [id, verifier] = [newId(), unguessable()];
    await this.database.inOrganisation(asker.organisationId, (tx) =>
      addConsent(tx, {
        ...place,
        organisationId: asker.organisationId,
        id,
        askedBy: asker.by,
        stateHash: stateHash(state),
        sealed: this.vault.seal(verifier, sealedOf(asker.organisationId, id)),
      }),
    );
    const url = consent.page(this.platforms.settings(place), {
      clientId,
      redirectUri: this.applications.redirectUri,
      state,
      challenge: challengeOf(verifier),
    });
    return { url };
  }
}
