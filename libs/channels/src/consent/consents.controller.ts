import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { z } from 'zod';
import { Access, type Principal, ShownOnce, Who } from '#lib/identity';
import { Answers, Does, UuidParam } from '#lib/kernel';
import { channelPage } from '../channels.schemas.js';
import { AnswerConsent } from './answer-consent.js';
import { askerOf } from './asker.js';
import { BeginConsent } from './begin-consent.js';
import { ConnectConsented } from './connect-consented.js';
import {
  answerConsent,
  beginConsent,
  connectConsented,
  consentedAccounts,
  consentPage,
  networkPage,
  pictureOf,
} from './consents.schemas.js';
import { ListNetworks } from './list-networks.js';
import { ReadPicture } from './read-picture.js';
import { sendPicture } from './send-picture.js';
import { ShowConsent } from './show-consent.js';

@ApiTags('channels')
@Controller('api/v1/channels')
export class ConsentsController {
  constructor(
    private readonly listNetworks: ListNetworks,
    private readonly beginConsent: BeginConsent,
    private readonly answerConsent: AnswerConsent,
    private readonly showConsent: ShowConsent,
    private readonly readPicture: ReadPicture,
    private readonly connectConsented: ConnectConsented,
  ) {}

  @Get('networks')
  @Does('Tells how accounts of each network are connected')
  @Access('channel.manage')
  @Answers(networkPage)
  networks() {
    return this.listNetworks.run();
  }

  @Post('consents')
  @Does('Asks for a network’s consent page', 409)
  @Access('channel.manage')
  @ShownOnce('url')
  @Answers(consentPage, 201)
  begin(@Who() who: Principal, @Body({ schema: beginConsent }) body: z.output<typeof beginConsent>) {
    return this.beginConsent.run(askerOf(who), body.platform, body.server);
  }

  @Post('consents/answer')
  @Does('Brings a consent page’s answer, and lists the accounts that it reaches', 409)
  @Access('channel.manage')
  @Answers(consentedAccounts, 201)
  answer(@Who() who: Principal, @Body({ schema: answerConsent }) body: z.output<typeof answerConsent>) {
    return this.answerConsent.run(askerOf(who), body);
  }

  @Get('consents/:id')
  @Does('Lists the accounts of an answered consent again')
  @Access('channel.manage')
  @Answers(consentedAccounts)
  show(@Who() who: Principal, @Param('id', UuidParam) id: string) {
    return this.showConsent.run(askerOf(who), id);
  }

  @Get('consents/:id/picture')
  @Does('Reads the picture of an account of a consent')
  @Access('channel.manage')
  @ApiResponse({ status: 200, description: 'The bytes of the picture, as the network serves them.' })
  async picture(
    @Who() who: Principal,
    @Param('id', UuidParam) id: string,
    @Query({ schema: pictureOf }) { account }: z.output<typeof pictureOf>,
    @Res() response: Response,
  ): Promise<void> {
    sendPicture(response, await this.readPicture.run(askerOf(who), id, account));
  }

  @Post('consents/:id/connect')
  @Does('Connects chosen accounts of a consent', 409)
  @Access('channel.manage')
  @Answers(channelPage, 201)
  connect(
    @Who() who: Principal,
    @Param('id', UuidParam) id: string,
    @Body({ schema: connectConsented }) body: z.output<typeof connectConsented>,
  ) {
    return this.connectConsented.run(who, askerOf(who), id, body);
  }
}
