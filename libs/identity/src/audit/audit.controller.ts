import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Does, Answers } from '#lib/kernel';
import { Access, Who } from '../access/access.decorator.js';
import { type Principal, requireEverywhere } from '../access/principal.js';
import { auditPage, auditQuery } from '../identity.schemas.js';
import { AuditReader } from './audit-reader.js';

@ApiTags('people')
@Controller('api/v1/audit-log')
export class AuditController {
  constructor(private readonly audit: AuditReader) {}

  @Get()
  @Does('Lists the history of the organisation, the latest first')
  @Access('audit.read')
  @Answers(auditPage)
  list(@Who() who: Principal, @Query({ schema: auditQuery }) query: z.output<typeof auditQuery>) {
    requireEverywhere(who, 'audit.read');
    return this.audit.list(who, query);
  }
}
