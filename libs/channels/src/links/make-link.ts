import { Inject, Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import { AuditService, hashOfToken, newToken, type Principal, targetEstablishment } from '#lib/identity';
import { CONFIG, type Config, DomainError, newId } from '#lib/kernel';
import { capabilitiesOf, type Platform } from '#lib/platforms';
import { Applications } from '../consent/applications.js';
import { PlatformClient } from '../platform-client.js';
import { linkView } from './link-view.js';
import { addLink, lockLink } from './links.repository.js';

@Injectable()
export class MakeLink {
  constructor(
    private readonly database: Database,
    private readonly platforms: PlatformClient,
    private readonly applications: Applications,
    private readonly audit: AuditService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * A link for the owner of an account, which is told once.
   * @throws DomainError 403, 422; 409 `consent_unknown`, `consent_not_set_up` where nobody could use it
   */
  async run(who: Principal, { platform, establishmentId }: { platform: Platform; establishmentId: string }) {
    const { consent } = this.platforms.adapter(platform);
    // On a network of many servers, only its owner knows where an account is; that needs a member of the organisation.
    if (!consent || capabilitiesOf(platform).server) throw new DomainError(409, 'consent_unknown');
    await this.applications.of({ platform, server: null });
    const token = newToken();
    const link = await this.database.inOrganisation(who.organisationId, async (tx) => {
      await targetEstablishment(tx, who, establishmentId, 'channel.manage', { evenUnseen: true });
      const made = {
        organisationId: who.organisationId,
        id: newId(),
        establishmentId,
        platform,
        tokenHash: hashOfToken(token),
        madeBy: who.userId,
      };
      await addLink(tx, made);
      await this.audit.record(tx, who, 'channel_link.made', made.id, { platform, establishmentId });
      return lockLink(tx, made.id);
    });
    return { link: linkView(link), url: `${this.config.PUBLIC_URL}/connect/${token}` };
  }
}
