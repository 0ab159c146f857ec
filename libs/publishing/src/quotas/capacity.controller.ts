import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Access, type Principal, Who } from '#lib/identity';
import { Does, Answers } from '#lib/kernel';
import { capacity, capacityQuery } from './capacity.schemas.js';
import { CapacityService } from './capacity.service.js';

@ApiTags('planning')
@Controller('api/v1/calendar/capacity')
export class CapacityController {
  constructor(private readonly service: CapacityService) {}

  @Get()
  @Does('Tells where more is planned than a network allows')
  @Access('post.read')
  @Answers(capacity)
  window(@Who() who: Principal, @Query({ schema: capacityQuery }) query: z.output<typeof capacityQuery>) {
    return this.service.window(who, query);
  }
}
