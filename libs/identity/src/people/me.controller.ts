import { Body, Controller, Delete, Get, Inject, Param, Patch, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import type { z } from 'zod';
import { Does, Answers, AnswersNothing, CONFIG, type Config } from '#lib/kernel';
import { Access, OpenWhilePending, Who } from '../access/access.decorator.js';
import { originOf } from '../access/origin.js';
import type { Principal } from '../access/principal.js';
import { changeMe, changePassword, chooseOrganisation, sessionPage } from '../account.schemas.js';
import { me } from '../identity.schemas.js';
import { PasswordsService } from '../passwords/passwords.service.js';
import { SecurityLog } from '../security/security-log.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { ProfileService } from './profile.service.js';

@ApiTags('people')
@Controller('api/v1/me')
export class MeController {
  constructor(
    private readonly profile: ProfileService,
    private readonly passwords: PasswordsService,
    private readonly sessions: SessionsService,
    private readonly security: SecurityLog,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @Does('Tells who one is, where, and what one may do')
  @Access('account.read')
  @OpenWhilePending()
  @Answers(me)
  get(@Who() who: Principal) {
    return this.profile.get(who);
  }

  @Patch()
  @Does('Changes one’s name', 409)
  @Access('account.own')
  @AnswersNothing('Nothing: the new name is shown from now on.')
  rename(
    @Who() who: Principal,
    @Req() request: Request,
    @Body({ schema: changeMe }) body: z.output<typeof changeMe>,
  ) {
    return this.profile.rename(who, body.name, originOf(request, this.config));
  }

  /** Switches this session to another of the person's organisations. */
  @Post('organisation')
  @Does('Works in another of one’s organisations from now on')
  @Access('account.own')
  @OpenWhilePending()
  @AnswersNothing('Nothing: what is asked next is asked of that organisation.')
  choose(
    @Who() who: Principal,
    @Body({ schema: chooseOrganisation }) body: z.output<typeof chooseOrganisation>,
  ) {
    return this.profile.choose(who, body.organisationId);
  }

  /** Ends the other sessions, and revokes the API keys when requested. */
  @Post('password')
  @Does('Changes one’s password')
  @Access('account.own')
  @OpenWhilePending()
  @AnswersNothing('Nothing: the new password is in force.')
  password(
    @Who() who: Principal,
    @Req() request: Request,
    @Body({ schema: changePassword }) body: z.output<typeof changePassword>,
  ) {
    return this.passwords.change(who, body, originOf(request, this.config));
  }

  @Get('sessions')
  @Does('Lists one’s own sessions')
  @Access('account.own')
  @Answers(sessionPage)
  list(@Who() who: Principal) {
    return this.sessions.list(who.userId, who.sessionId);
  }

  @Delete('sessions/:id')
  @Does('Ends one of one’s own sessions')
  @Access('account.own')
  @AnswersNothing('Nothing: that session has ended.')
  async end(@Who() who: Principal, @Req() request: Request, @Param('id') id: string) {
    await this.sessions.endOne(who.userId, id);
    await this.security.record({
      kind: 'session_ended',
      userId: who.userId,
      origin: originOf(request, this.config),
    });
  }

  /** Ends all sessions but this one. */
  @Delete('sessions')
  @Does('Ends all one’s sessions but this one')
  @Access('account.own')
  @AnswersNothing('Nothing: this session is the only one.')
  async endOthers(@Who() who: Principal, @Req() request: Request) {
    const count = await this.sessions.endAll(who.userId, who.sessionId);
    await this.security.record({
      kind: 'sessions_ended',
      userId: who.userId,
      origin: originOf(request, this.config),
      detail: { count },
    });
  }
}
