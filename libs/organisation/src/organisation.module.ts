import { Module } from '@nestjs/common';
import { EstablishmentsService } from './establishments.service.js';
import { OrganisationController } from './organisation.controller.js';
import { OrganisationEntities } from './organisation.entities.js';
import { OrganisationService } from './organisation.service.js';

/** The organisation, its establishments, audiences and campaigns. */
@Module({
  imports: [OrganisationEntities],
  controllers: [OrganisationController],
  providers: [OrganisationService, EstablishmentsService],
})
export class OrganisationModule {}
