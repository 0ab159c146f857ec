import { Body, Controller, Delete, Get, Inject, Param, Post, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import type { z } from 'zod';
import { Does, Answers, AnswersNothing, CONFIG, type Config, UuidParam } from '#lib/kernel';
import { Access, Who } from '../access/access.decorator.js';
import { originOf } from '../access/origin.js';
import type { Principal } from '../access/principal.js';
import { ShownOnce } from '../idempotency/shown-once.js';
import { apiKeyPage, apiKeyQuery, createApiKey, createdApiKey } from '../identity.schemas.js';
import { ApiKeysService } from './api-keys.service.js';

@ApiTags('people')
@Controller('api/v1/api-keys')
export class ApiKeysController {
  constructor(
    private readonly keys: ApiKeysService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @Does('Lists API keys: one’s own, or everybody’s for who administers all')
  @Access('account.own')
  @Answers(apiKeyPage)
  list(@Who() who: Principal, @Query({ schema: apiKeyQuery }) query: z.output<typeof apiKeyQuery>) {
    return this.keys.list(who, query.everyone);
  }

  @Post()
  @Does('Makes an API key; it is shown this once')
  @Access('api_key.create')
  @ShownOnce('secret')
  @Answers(createdApiKey, 201)
  create(
    @Who() who: Principal,
    @Req() request: Request,
    @Body({ schema: createApiKey }) body: z.output<typeof createApiKey>,
  ) {
    return this.keys.create(who, body, originOf(request, this.config));
  }

  /** Viewers cannot create keys, but may have some from an earlier role. */
  @Delete(':id')
  @Does('Takes an API key back')
  @Access('account.own')
  @AnswersNothing('Nothing: the key opens nothing any more.')
  remove(@Who() who: Principal, @Req() request: Request, @Param('id', UuidParam) id: string) {
    return this.keys.remove(who, id, originOf(request, this.config));
  }
}
