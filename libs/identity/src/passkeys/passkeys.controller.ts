import { Body, Controller, Delete, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { Does, Answers, AnswersNothing, CONFIG, type Config, UuidParam } from '#lib/kernel';
import { Access, OpenWhilePending, Who } from '../access/access.decorator.js';
import { originOf, refuseForeignOrigin } from '../access/origin.js';
import type { Principal } from '../access/principal.js';
import { addPasskey, passkey, passkeyOptions, passkeyPage, proof, usePasskey } from '../account.schemas.js';
import { PasswordsService } from '../passwords/passwords.service.js';
import { PasskeysService } from './passkeys.service.js';

@ApiTags('people')
@Controller('api/v1')
export class PasskeysController {
  constructor(
    private readonly passkeys: PasskeysService,
    private readonly passwords: PasswordsService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('me/passkeys')
  @Does('Lists one’s own passkeys')
  @Access('account.own')
  @OpenWhilePending()
  @Answers(passkeyPage)
  list(@Who() who: Principal) {
    return this.passkeys.list(who);
  }

  @Post('me/passkeys/options')
  @Does('Begins adding a passkey')
  @Access('account.own')
  @OpenWhilePending()
  @Answers(passkeyOptions)
  async options(
    @Who() who: Principal,
    @Req() request: Request,
    @Body({ schema: proof }) body: z.output<typeof proof>,
  ) {
    await this.passwords.prove(who, body.password, originOf(request, this.config));
    return this.passkeys.beginAdding(who);
  }

  @Post('me/passkeys')
  @Does('Adds a passkey', 409)
  @Access('account.own')
  @OpenWhilePending()
  @Answers(passkey, 201)
  add(
    @Who() who: Principal,
    @Req() request: Request,
    @Body({ schema: addPasskey }) body: z.output<typeof addPasskey>,
  ) {
    return this.passkeys.add(who, body, originOf(request, this.config));
  }

  @Delete('me/passkeys/:id')
  @Does('Removes one of one’s own passkeys')
  @Access('account.own')
  @AnswersNothing('Nothing: the passkey signs nobody in any more.')
  remove(@Who() who: Principal, @Req() request: Request, @Param('id', UuidParam) id: string) {
    return this.passkeys.remove(who, id, originOf(request, this.config));
  }

  @Post('passkey-sign-in/options')
  @Does('Begins a sign-in with a passkey')
  @Access('public')
  @Answers(passkeyOptions)
  beginSignIn() {
    return this.passkeys.beginSignIn();
  }

  @Post('passkey-sign-in')
  @Does('Signs in with a passkey')
  @Access('public')
  @AnswersNothing('Nothing but the cookie of the new session.')
  signIn(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Body({ schema: usePasskey }) body: z.output<typeof usePasskey>,
  ) {
    refuseForeignOrigin(request, this.config);
    return this.passkeys.signIn(body, originOf(request, this.config), response);
  }
}
