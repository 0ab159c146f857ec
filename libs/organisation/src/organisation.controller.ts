import { Body, Controller, Get, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Access, type Principal, Who } from '#lib/identity';
import { Does, Answers, UuidParam } from '#lib/kernel';
import { EstablishmentsService } from './establishments.service.js';
import {
  audience,
  audiencePage,
  campaign,
  campaignPage,
  changeEstablishment,
  changeOrganisation,
  createAudience,
  createCampaign,
  createEstablishment,
  establishment,
  establishmentPage,
  organisation,
} from './organisation.schemas.js';
import { OrganisationService } from './organisation.service.js';

@ApiTags('organisation')
@Controller('api/v1')
export class OrganisationController {
  constructor(
    private readonly organisations: OrganisationService,
    private readonly establishments: EstablishmentsService,
  ) {}

  @Get('organisation')
  @Does('Reads the organisation and its settings')
  @Access('organisation.read')
  @Answers(organisation)
  get(@Who() who: Principal) {
    return this.organisations.get(who);
  }

  @Patch('organisation')
  @Does('Changes the settings of the organisation')
  @Access('organisation.manage')
  @Answers(organisation)
  change(
    @Who() who: Principal,
    @Body({ schema: changeOrganisation }) body: z.output<typeof changeOrganisation>,
  ) {
    return this.organisations.change(who, body);
  }

  @Get('establishments')
  @Does('Lists the establishments')
  @Access('organisation.read')
  @Answers(establishmentPage)
  listEstablishments(@Who() who: Principal) {
    return this.establishments.list(who);
  }

  @Post('establishments')
  @Does('Makes an establishment')
  @Access('organisation.manage')
  @Answers(establishment, 201)
  createEstablishment(
    @Who() who: Principal,
    @Body({ schema: createEstablishment }) body: z.output<typeof createEstablishment>,
  ) {
    return this.establishments.create(who, body);
  }

  @Patch('establishments/:id')
  @Does('Changes an establishment')
  @Access('organisation.manage')
  @Answers(establishment)
  changeEstablishment(
    @Who() who: Principal,
    @Param('id', UuidParam) id: string,
    @Body({ schema: changeEstablishment }) body: z.output<typeof changeEstablishment>,
  ) {
    return this.establishments.change(who, id, body);
  }

  @Get('audiences')
  @Does('Lists the audiences')
  @Access('organisation.read')
  @Answers(audiencePage)
  listAudiences(@Who() who: Principal) {
    return this.organisations.audiences(who);
  }

  @Post('audiences')
  @Does('Makes an audience', 409)
  @Access('campaign.write')
  @Answers(audience, 201)
  createAudience(
    @Who() who: Principal,
    @Body({ schema: createAudience }) body: z.output<typeof createAudience>,
  ) {
    return this.organisations.createAudience(who, body.name);
  }

  @Get('campaigns')
  @Does('Lists the campaigns')
  @Access('organisation.read')
  @Answers(campaignPage)
  listCampaigns(@Who() who: Principal) {
    return this.organisations.campaigns(who);
  }

  @Post('campaigns')
  @Does('Makes a campaign', 409)
  @Access('campaign.write')
  @Answers(campaign, 201)
  createCampaign(
    @Who() who: Principal,
    @Body({ schema: createCampaign }) body: z.output<typeof createCampaign>,
  ) {
    return this.organisations.createCampaign(who, body.name);
  }
}
