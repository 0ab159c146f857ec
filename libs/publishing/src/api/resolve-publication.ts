import { Injectable } from '@nestjs/common';
import { AuditService, type Principal } from '#lib/identity';
import { invalid } from '#lib/kernel';
import { networkAddress } from '#lib/platforms';
import { PublicationDecision } from './publication-decision.js';
import { noteInJournal, resolvePublication } from './publications.repository.js';

@Injectable()
export class ResolvePublication {
  constructor(
    private readonly decision: PublicationDecision,
    private readonly audit: AuditService,
  ) {}

  /**
   * Records what a person saw on the account: whether the post is there, which the engine could not tell.
   * @param remoteUrl address of the live post, when the outcome is `published`
   * @throws DomainError 404, 403, 409 unless it needs attention, 422 `remote_url_foreign`
   */
  run(
    who: Principal,
    id: string,
    outcome: 'published' | 'not_published',
    remoteUrl: string | null,
  ): Promise<object> {
    return this.decision.run(who, id, 'resolve', async (tx, { platform, accountId, postId }) => {
      const address = remoteUrl && networkAddress(platform, remoteUrl, accountId);
      if (remoteUrl && !address) throw invalid([{ path: 'remoteUrl', code: 'remote_url_foreign' }]);
      await resolvePublication(tx, id, outcome, address);
      await noteInJournal(tx, who, id, 'resolved', { outcome, remoteUrl: address });
      const told = { postId, outcome, remoteUrl: address };
      await this.audit.record(tx, who, 'publication.resolved', id, told);
    });
  }
}
