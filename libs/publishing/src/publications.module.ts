import { Module } from '@nestjs/common';
import { PublicationPlans } from './api/publication-plans.js';
import { PublicationsController } from './api/publications.controller.js';
import { PublicationsService } from './api/publications.service.js';

/** What the API says and decides about publications; the engine that delivers them runs in the worker. */
@Module({ controllers: [PublicationsController], providers: [PublicationsService, PublicationPlans] })
export class PublicationsModule {}
