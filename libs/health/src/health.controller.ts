import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access, type Principal, Who } from '#lib/identity';
import { Does, Answers } from '#lib/kernel';
import { healthDetails } from './health.schemas.js';
import { HealthService } from './health.service.js';

@ApiTags('operations')
@Controller('api/health/details')
export class HealthDetailsController {
  constructor(private readonly health: HealthService) {}

  @Get()
  @Does('Tells how Lineup is, in detail')
  @Access('organisation.read')
  @Answers(healthDetails)
  get(@Who() who: Principal) {
    return this.health.details(who);
  }
}
