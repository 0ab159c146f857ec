import { Injectable } from '@nestjs/common';
import { AuditService, type Principal } from '#lib/identity';
import { PublicationDecision } from './publication-decision.js';
import { noteInJournal, retryPublication } from './publications.repository.js';

@Injectable()
export class RetryPublication {
  constructor(
    private readonly decision: PublicationDecision,
    private readonly audit: AuditService,
  ) {}

  /** One more attempt for a publication that failed. @throws DomainError 404, 403, 409 in any other state */
  run(who: Principal, id: string): Promise<object> {
    return this.decision.run(who, id, 'retry', async (tx, { postId }) => {
      await retryPublication(tx, id);
      await noteInJournal(tx, who, id, 'retried', {});
      await this.audit.record(tx, who, 'publication.retried', id, { postId });
    });
  }
}
