import { Module } from '@nestjs/common';
import { ListPublications } from './api/list-publications.js';
import { PublicationDecision } from './api/publication-decision.js';
import { PublicationPlans } from './api/plans/publication-plans.js';
import { PublicationReader } from './api/publication-reader.js';
import { PublicationsController } from './api/publications.controller.js';
import { ReadJournal } from './api/read-journal.js';
import { ResolvePublication } from './api/resolve-publication.js';
import { RetryPublication } from './api/retry-publication.js';
import { PublishingEntities } from './publishing.entities.js';
import { CapacityController } from './quotas/capacity.controller.js';
import { CapacityService } from './quotas/capacity.service.js';
import { PlatformQuotas } from './quotas/platform-quotas.js';

/** The API's reads and decisions about publications; the engine that delivers them runs in the worker. */
@Module({
  imports: [PublishingEntities],
  controllers: [PublicationsController, CapacityController],
  providers: [
    PublicationReader,
    ListPublications,
    ReadJournal,
    PublicationDecision,
    RetryPublication,
    ResolvePublication,
    PublicationPlans,
    CapacityService,
    PlatformQuotas,
  ],
})
export class PublicationsModule {}
