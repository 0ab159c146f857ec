import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { Does, Answers, AnswersNothing } from '#lib/kernel';
import { Access, OpenWhilePending, Who } from '../access/access.decorator.js';
import type { Principal } from '../access/principal.js';
import { confirmTwoFactor, proof, recoveryCodes, twoFactorSetup } from '../account.schemas.js';
import { ShownOnce } from '../idempotency/shown-once.js';
import { TwoFactorService } from './two-factor.service.js';

@ApiTags('people')
@Controller('api/v1/me/two-factor')
export class TwoFactorController {
  constructor(private readonly twoFactor: TwoFactorService) {}

  /** The authenticator's secret and the recovery codes; not required at sign-in until a first code was confirmed. */
  @Post()
  @Does('Begins setting up a second factor')
  @Access('account.own')
  @OpenWhilePending()
  @ShownOnce('totpUri', 'recoveryCodes')
  @Answers(twoFactorSetup, 201)
  begin(
    @Who() who: Principal,
    @Req() request: Request,
    @Body({ schema: proof }) body: z.output<typeof proof>,
  ) {
    return this.twoFactor.begin(who, body.password, request);
  }

  @Post('confirm')
  @Does('Turns the second factor on, with its first code')
  @Access('account.own')
  @OpenWhilePending()
  @AnswersNothing('Nothing: from the next sign-in on, a code is asked for.')
  confirm(
    @Who() who: Principal,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Body({ schema: confirmTwoFactor }) body: z.output<typeof confirmTwoFactor>,
  ) {
    return this.twoFactor.confirm(who, body.code, request, response);
  }

  @Post('disable')
  @Does('Turns the second factor off')
  @Access('account.own')
  @AnswersNothing('Nothing: no code is asked for any more.')
  turnOff(
    @Who() who: Principal,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Body({ schema: proof }) body: z.output<typeof proof>,
  ) {
    return this.twoFactor.turnOff(who, body.password, request, response);
  }

  @Post('recovery-codes')
  @Does('Makes new recovery codes; the old ones are void')
  @Access('account.own')
  @ShownOnce('recoveryCodes')
  @Answers(recoveryCodes, 201)
  newCodes(
    @Who() who: Principal,
    @Req() request: Request,
    @Body({ schema: proof }) body: z.output<typeof proof>,
  ) {
    return this.twoFactor.newRecoveryCodes(who, body.password, request);
  }
}
