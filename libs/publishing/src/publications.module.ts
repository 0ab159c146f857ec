import { Module } from '@nestjs/common';
import { PublicationPlans } from './api/publication-plans.js';
import { PublicationsController } from './api/publications.controller.js';
import { PublicationsService } from './api/publications.service.js';
import { CapacityController } from './quotas/capacity.controller.js';
import { CapacityService } from './quotas/capacity.service.js';
import { QuotaBook } from './quotas/quota-book.js';

/** What the API says and decides about publications; the engine that delivers them runs in the worker. */
@Module({
  controllers: [PublicationsController, CapacityController],
  providers: [PublicationsService, PublicationPlans, CapacityService, QuotaBook],
})
export class PublicationsModule {}
