import { Body, Controller, Get, Headers, Param, Post, UseInterceptors } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Access, type Principal, Who } from '#lib/identity';
import { Does, Answers, UuidParam } from '#lib/kernel';
import { EtagInterceptor, post, revisionPage, versionOf } from '#lib/posts';
import { approvePost, requestChanges, submitPost, withdrawPost } from './approvals.schemas.js';
import { ApprovePost } from './approve-post.js';
import { ListRevisions } from './list-revisions.js';
import { RequestChanges } from './request-changes.js';
import { SubmitPost } from './submit-post.js';
import { WithdrawPost } from './withdraw-post.js';

@ApiTags('approvals')
@Controller('api/v1/posts/:id')
@UseInterceptors(EtagInterceptor)
export class ApprovalsController {
  constructor(
    private readonly submitPost: SubmitPost,
    private readonly approvePost: ApprovePost,
    private readonly changes: RequestChanges,
    private readonly withdrawPost: WithdrawPost,
    private readonly listRevisions: ListRevisions,
  ) {}

  @Post('submit')
  @Does('Freezes a post and asks for its approval', 409, 412)
  @Access('post.write')
  @Answers(post)
  submit(
    @Who() who: Principal,
    @Param('id', UuidParam) id: string,
    @Body({ schema: submitPost }) body: z.output<typeof submitPost>,
    @Headers('if-match') ifMatch: string | undefined,
  ) {
    return this.submitPost.run(who, id, body.note ?? null, versionOf(ifMatch));
  }

  @Post('approve')
  @Does('Approves the revision that was read', 409)
  @Access('post.approve')
  @Answers(post)
  approve(
    @Who() who: Principal,
    @Param('id', UuidParam) id: string,
    @Body({ schema: approvePost }) body: z.output<typeof approvePost>,
  ) {
    return this.approvePost.run(who, id, body.revisionHash, body.note ?? null);
  }

  @Post('request-changes')
  @Does('Asks for changes', 409)
  @Access('post.approve')
  @Answers(post)
  requestChanges(
    @Who() who: Principal,
    @Param('id', UuidParam) id: string,
    @Body({ schema: requestChanges }) body: z.output<typeof requestChanges>,
  ) {
    return this.changes.run(who, id, body.note, body.revisionHash);
  }

  @Post('withdraw')
  @Does('Takes a post back before anybody decided', 409)
  @Access('post.write')
  @Answers(post)
  withdraw(
    @Who() who: Principal,
    @Param('id', UuidParam) id: string,
    @Body({ schema: withdrawPost }) body: z.output<typeof withdrawPost>,
  ) {
    return this.withdrawPost.run(who, id, body.note ?? null);
  }

  @Get('revisions')
  @Does('Lists the revisions of a post, with what each froze')
  @Access('post.read')
  @Answers(revisionPage)
  revisions(@Who() who: Principal, @Param('id', UuidParam) id: string) {
    return this.listRevisions.run(who, id);
  }
}
