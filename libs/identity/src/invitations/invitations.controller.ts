import { Body, Controller, Delete, Get, Inject, Param, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import type { z } from 'zod';
import { Does, Answers, AnswersNothing, CONFIG, type Config, UuidParam } from '#lib/kernel';
import { Access, Who } from '../access/access.decorator.js';
import { originOf, refuseForeignOrigin } from '../access/origin.js';
import type { Principal } from '../access/principal.js';
import { ShownOnce } from '../idempotency/shown-once.js';
import { acceptInvitation, invitationPage, openInvitation, sentInvitation } from '../identity.schemas.js';
import { AcceptanceService } from './acceptance.service.js';
import { ListInvitations } from './list-invitations.js';
import { RevokeInvitation } from './revoke-invitation.js';
import { SendInvitationAgain } from './send-invitation-again.js';

@ApiTags('people')
@Controller('api/v1')
export class InvitationsController {
  constructor(
    private readonly listInvitations: ListInvitations,
    private readonly sendAgain: SendInvitationAgain,
    private readonly revokeInvitation: RevokeInvitation,
    private readonly acceptance: AcceptanceService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('invitations')
  @Does('Lists invitations that may still be accepted')
  @Access('invitation.read')
  @Answers(invitationPage)
  list(@Who() who: Principal) {
    return this.listInvitations.run(who);
  }

  @Post('invitations/:id/send')
  @Does('Sends an invitation again, with a new link')
  @Access('member.manage')
  @ShownOnce('link')
  @Answers(sentInvitation)
  send(@Who() who: Principal, @Req() request: Request, @Param('id', UuidParam) id: string) {
    return this.sendAgain.run(who, id, originOf(request, this.config));
  }

  @Delete('invitations/:id')
  @Does('Takes an invitation back')
  @Access('member.manage')
  @AnswersNothing('Nothing: the link of the invitation works no more.')
  revoke(@Who() who: Principal, @Param('id', UuidParam) id: string) {
    return this.revokeInvitation.run(who, id);
  }

  @Get('invitation-links/:token')
  @Does('Tells whom an invitation’s link is for')
  @Access('public')
  @Answers(openInvitation)
  look(@Req() request: Request, @Param('token') token: string) {
    return this.acceptance.look(token, originOf(request, this.config));
  }

  /** Signed in as the invited address, without a body; or with a name and a password, for a new account. */
  @Post('invitation-links/:token/accept')
  @Does('Accepts an invitation', 409)
  @Access('public')
  @AnswersNothing('Nothing: the person is a member, and the link is used up.')
  accept(
    @Req() request: Request,
    @Param('token') token: string,
    @Body({ schema: acceptInvitation }) body: z.output<typeof acceptInvitation>,
  ) {
    refuseForeignOrigin(request, this.config);
    return this.acceptance.accept(token, body, request.headers, originOf(request, this.config));
  }
}
