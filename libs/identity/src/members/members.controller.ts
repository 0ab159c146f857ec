import { Body, Controller, Delete, Get, Inject, Param, Patch, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import type { z } from 'zod';
import { Does, Answers, AnswersNothing, CONFIG, type Config, UuidParam } from '#lib/kernel';
import { Access, Who } from '../access/access.decorator.js';
import { originOf } from '../access/origin.js';
import type { Principal } from '../access/principal.js';
import { ShownOnce } from '../idempotency/shown-once.js';
import {
  addMember,
  changeMember,
  member,
  memberPage,
  passwordLink,
  sentInvitation,
} from '../identity.schemas.js';
import { Invite } from '../invitations/invite.js';
import { PasswordsService } from '../passwords/passwords.service.js';
import { SecurityLog } from '../security/security-log.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { TwoFactorService } from '../two-factor/two-factor.service.js';
import { MembersService } from './members.service.js';

@ApiTags('people')
@Controller('api/v1/members')
export class MembersController {
  constructor(
    private readonly members: MembersService,
    private readonly invite: Invite,
    private readonly passwords: PasswordsService,
    private readonly sessions: SessionsService,
    private readonly twoFactor: TwoFactorService,
    private readonly security: SecurityLog,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @Does('Lists the people of the organisation and their roles')
  @Access('organisation.read')
  @Answers(memberPage)
  list(@Who() who: Principal) {
    return this.members.list(who);
  }

  /** Invites; the person is a member only after accepting. */
  @Post()
  @Does('Invites somebody to a role', 409)
  @Access('member.manage')
  @ShownOnce('link')
  @Answers(sentInvitation, 201)
  add(
    @Who() who: Principal,
    @Req() request: Request,
    @Body({ schema: addMember }) body: z.output<typeof addMember>,
  ) {
    return this.invite.run(who, body, originOf(request, this.config));
  }

  @Patch(':id')
  @Does('Changes a role', 409)
  @Access('member.manage')
  @Answers(member)
  change(
    @Who() who: Principal,
    @Param('id', UuidParam) id: string,
    @Body({ schema: changeMember }) body: z.output<typeof changeMember>,
  ) {
    return this.members.changeRole(who, id, body.role);
  }

  @Delete(':id')
  @Does('Takes a role away', 409)
  @Access('member.manage')
  @AnswersNothing('Nothing: the person has that role no more.')
  remove(@Who() who: Principal, @Param('id', UuidParam) id: string) {
    return this.members.remove(who, id);
  }

  /** A one-time password link, for the administrator to pass on. */
  @Post(':id/password-link')
  @Does('Makes a one-time link to a new password for somebody')
  @Access('member.manage')
  @ShownOnce('link')
  @Answers(passwordLink, 201)
  async passwordLink(@Who() who: Principal, @Req() request: Request, @Param('id', UuidParam) id: string) {
    const userId = await this.members.ownAccountOf(who, id);
    return this.passwords.handOver(who, userId, originOf(request, this.config));
  }

  /** Ends every session of the person. */
  @Delete(':id/sessions')
  @Does('Ends every session of somebody')
  @Access('member.manage')
  @AnswersNothing('Nothing: the person is signed in nowhere.')
  async endSessions(@Who() who: Principal, @Req() request: Request, @Param('id', UuidParam) id: string) {
    const userId = await this.members.accountOf(who, id);
    const count = await this.sessions.endAll(userId);
    await this.security.record({
      kind: 'sessions_ended',
      userId,
      organisationId: who.organisationId,
      actor: who,
      origin: originOf(request, this.config),
      detail: { count },
    });
  }

  /** For somebody who lost their phone and their recovery codes. */
  @Delete(':id/two-factor')
  @Does('Takes the second factor off an account whose owner lost it')
  @Access('member.manage')
  @AnswersNothing('Nothing: the account signs in with its password alone.')
  async takeOffTwoFactor(@Who() who: Principal, @Req() request: Request, @Param('id', UuidParam) id: string) {
    await this.twoFactor.takeOff(who, await this.members.ownAccountOf(who, id), request);
  }
}
