import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Access, type Principal, Who } from '#lib/identity';
import { Does, Answers, UuidParam } from '#lib/kernel';
import { createBaseline, createFormat, format, formatPage } from './brand.schemas.js';
import { BrandService } from './brand.service.js';

@ApiTags('brand')
@Controller('api/v1/brand/formats')
export class BrandController {
  constructor(private readonly brand: BrandService) {}

  @Get()
  @Does('Lists the formats of the brand and their baselines')
  @Access('organisation.read')
  @Answers(formatPage)
  list(@Who() who: Principal) {
    return this.brand.list(who);
  }

  @Post()
  @Does('Makes a format', 409)
  @Access('brand.manage')
  @Answers(format, 201)
  create(@Who() who: Principal, @Body({ schema: createFormat }) body: z.output<typeof createFormat>) {
    return this.brand.create(who, body);
  }

  @Post(':id/baselines')
  @Does('Adds a wording of a baseline, from a day on', 409)
  @Access('brand.manage')
  @Answers(format, 201)
  addBaseline(
    @Who() who: Principal,
    @Param('id', UuidParam) id: string,
    @Body({ schema: createBaseline }) body: z.output<typeof createBaseline>,
  ) {
    return this.brand.addBaseline(who, id, body);
  }
}
