import { Body, Controller, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import type { z } from 'zod';
import { Does, Answers, AnswersNothing, CONFIG, type Config, localeOf } from '#lib/kernel';
import { Access } from '../access/access.decorator.js';
import { originOf } from '../access/origin.js';
import { askPasswordReset, openPasswordReset, resetPassword } from '../account.schemas.js';
import { PasswordsService } from './passwords.service.js';

@ApiTags('people')
@Controller('api/v1/password-resets')
export class PasswordResetsController {
  constructor(
    private readonly passwords: PasswordsService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** 202 whether or not the address has an account; 409 where no mail server is configured. */
  @Post()
  @Does('Asks for a link to a new password by e-mail')
  @Access('public')
  @HttpCode(202)
  @ApiResponse({ status: 202, description: 'Nothing, whether or not the address has an account.' })
  ask(@Req() request: Request, @Body({ schema: askPasswordReset }) body: z.output<typeof askPasswordReset>) {
    const locale = localeOf(request.headers['accept-language']);
    return this.passwords.askReset(body.email, locale, originOf(request, this.config));
  }

  @Get(':token')
  @Does('Tells whether a link to a new password still works')
  @Access('public')
  @Answers(openPasswordReset)
  look(@Req() request: Request, @Param('token') token: string) {
    return this.passwords.look(token, originOf(request, this.config));
  }

  @Post(':token')
  @Does('Sets a new password by a link')
  @Access('public')
  @AnswersNothing('Nothing: the new password is in force, the link is used up, and every session has ended.')
  reset(
    @Req() request: Request,
    @Param('token') token: string,
    @Body({ schema: resetPassword }) body: z.output<typeof resetPassword>,
  ) {
    return this.passwords.reset(token, body.password, body.revokeApiKeys, originOf(request, this.config));
  }
}
