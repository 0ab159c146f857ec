import { Body, Controller, Get, Headers, Param, Post, UseInterceptors } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Access, type Principal, Who } from '#lib/identity';
import { Answers, UuidParam } from '#lib/kernel';
import { EtagInterceptor, post, revisionPage, versionOf } from '#lib/posts';
import { approvePost, requestChanges, submitPost, withdrawPost } from './approvals.schemas.js';
import { ApprovalsService } from './approvals.service.js';

@ApiTags('approvals')
@Controller('api/v1/posts/:id')
@UseInterceptors(EtagInterceptor)
export class ApprovalsController {
  constructor(private readonly approvals: ApprovalsService) {}

  @Post('submit')
  @Access('post.write')
  @Answers(post)
  submit(
    @Who() who: Principal,
    @Param('id', UuidParam) id: string,
    @Body({ schema: submitPost }) body: z.output<typeof submitPost>,
    @Headers('if-match') ifMatch: string | undefined,
  ) {
    return this.approvals.submit(who, id, body.note, versionOf(ifMatch));
  }

  @Post('approve')
  @Access('post.approve')
  @Answers(post)
  approve(
    @Who() who: Principal,
    @Param('id', UuidParam) id: string,
    @Body({ schema: approvePost }) body: z.output<typeof approvePost>,
  ) {
    return this.approvals.approve(who, id, body.revisionHash, body.note);
  }

  @Post('request-changes')
  @Access('post.approve')
  @Answers(post)
  requestChanges(
    @Who() who: Principal,
    @Param('id', UuidParam) id: string,
    @Body({ schema: requestChanges }) body: z.output<typeof requestChanges>,
  ) {
    return this.approvals.requestChanges(who, id, body.note, body.revisionHash);
  }

  @Post('withdraw')
  @Access('post.write')
  @Answers(post)
  withdraw(
    @Who() who: Principal,
    @Param('id', UuidParam) id: string,
    @Body({ schema: withdrawPost }) body: z.output<typeof withdrawPost>,
  ) {
    return this.approvals.withdraw(who, id, body.note);
  }

  @Get('revisions')
  @Access('post.read')
  @Answers(revisionPage)
  revisions(@Who() who: Principal, @Param('id', UuidParam) id: string) {
    return this.approvals.revisions(who, id);
  }
}
