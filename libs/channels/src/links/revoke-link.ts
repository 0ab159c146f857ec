import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import { AuditService, type Principal, requireAt } from '#lib/identity';
import { lockLink, removeLink } from './links.repository.js';

@Injectable()
export class RevokeLink {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditService,
  ) {}

  /** It opens nothing any more. @throws DomainError 403, 404 */
  async run(who: Principal, id: string): Promise<void> {
    await this.database.inOrganisation(who.organisationId, async (tx) => {
      const { platform, establishmentId, path } = await lockLink(tx, id);
      requireAt(who, path, 'channel.manage');
      await removeLink(tx, id);
      await this.audit.record(tx, who, 'channel_link.revoked', id, { platform, establishmentId });
    });
  }
}
