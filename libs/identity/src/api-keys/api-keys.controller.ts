import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Answers, AnswersNothing, UuidParam } from '#lib/kernel';
import { Access, Who } from '../access/access.decorator.js';
import type { Principal } from '../access/principal.js';
import { apiKeyPage, createApiKey, createdApiKey } from '../identity.schemas.js';
import { ApiKeysService } from './api-keys.service.js';

@ApiTags('people')
@Controller('api/v1/api-keys')
export class ApiKeysController {
  constructor(private readonly keys: ApiKeysService) {}

  @Get()
  @Access('viewer', 'session')
  @Answers(apiKeyPage)
  list(@Who() who: Principal) {
    return this.keys.list(who);
  }

  @Post()
  @Access('editor')
  @Answers(createdApiKey, 201)
  create(@Who() who: Principal, @Body({ schema: createApiKey }) body: z.output<typeof createApiKey>) {
    return this.keys.create(who, body);
  }

  @Delete(':id')
  @Access('editor')
  @AnswersNothing()
  remove(@Who() who: Principal, @Param('id', UuidParam) id: string) {
    return this.keys.remove(who, id);
  }
}
