import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Does, Answers, pageQuery } from '#lib/kernel';
import { Access, Who } from '../access/access.decorator.js';
import type { Principal } from '../access/principal.js';
import { securityPage } from '../account.schemas.js';
import { SecurityLog } from './security-log.js';

@ApiTags('people')
@Controller('api/v1')
export class SecurityController {
  constructor(private readonly log: SecurityLog) {}

  @Get('me/security-log')
  @Does('Lists what happened to one’s own account')
  @Access('account.own')
  @Answers(securityPage)
  own(@Who() who: Principal, @Query({ schema: pageQuery }) query: z.output<typeof pageQuery>) {
    return this.log.own(who, query);
  }

  @Get('security-log')
  @Does('Lists what happened to the accounts of the organisation')
  @Access('security.read')
  @Answers(securityPage)
  ofOrganisation(@Who() who: Principal, @Query({ schema: pageQuery }) query: z.output<typeof pageQuery>) {
    return this.log.ofOrganisation(who, query);
  }
}
