import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { Access, refuseForeignOrigin, ShownOnce } from '#lib/identity';
import { Answers, CONFIG, type Config, Does, localeOf, UuidParam } from '#lib/kernel';
import { AnswerConsent } from '../consent/answer-consent.js';
import { BeginConsent } from '../consent/begin-consent.js';
import { answerConsent, consentedAccounts, consentPage, pictureOf } from '../consent/consents.schemas.js';
import { ReadPicture } from '../consent/read-picture.js';
import { sendPicture } from '../consent/send-picture.js';
import { ShowConsent } from '../consent/show-consent.js';
import { connectByLink, connectedByLink, openLink } from './links.schemas.js';
import { UseLink } from './use-link.js';

/** What the holder of a link does: without an account here, and nothing but this. */
@ApiTags('channels')
@Controller('api/v1/channel-links/:token')
export class LinkUseController {
  constructor(
    private readonly useLink: UseLink,
    private readonly beginConsent: BeginConsent,
    private readonly answerConsent: AnswerConsent,
    private readonly showConsent: ShowConsent,
    private readonly readPicture: ReadPicture,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @Does('Tells what a link connects, and for whom')
  @Access('public')
  @Answers(openLink)
  look(@Param('token') token: string) {
    return this.useLink.look(token);
  }

  @Post('consents')
  @Does('Asks for the consent page of a link’s network', 409)
  @Access('public')
  @ShownOnce('url')
  @Answers(consentPage, 201)
  async begin(@Req() request: Request, @Param('token') token: string) {
    refuseForeignOrigin(request, this.config);
    const asker = await this.useLink.asker(token);
    return this.beginConsent.run(asker, asker.platform, undefined);
  }

  @Post('consents/answer')
  @Does('Brings a consent page’s answer for a link', 409)
  @Access('public')
  @Answers(consentedAccounts, 201)
  async answer(
    @Req() request: Request,
    @Param('token') token: string,
    @Body({ schema: answerConsent }) body: z.output<typeof answerConsent>,
  ) {
    refuseForeignOrigin(request, this.config);
    return this.answerConsent.run(await this.useLink.asker(token), body);
  }

  @Get('consents/:id')
  @Does('Lists the accounts of a link’s answered consent again')
  @Access('public')
  @Answers(consentedAccounts)
  async show(@Param('token') token: string, @Param('id', UuidParam) id: string) {
    return this.showConsent.run(await this.useLink.asker(token), id);
  }

  @Get('consents/:id/picture')
  @Does('Reads the picture of an account of a link’s consent')
  @Access('public')
  @ApiResponse({ status: 200, description: 'The bytes of the picture, as the network serves them.' })
  async picture(
    @Param('token') token: string,
    @Param('id', UuidParam) id: string,
    @Query({ schema: pictureOf }) { account }: z.output<typeof pictureOf>,
    @Res() response: Response,
  ): Promise<void> {
    sendPicture(response, await this.readPicture.run(await this.useLink.asker(token), id, account));
  }

  @Post('consents/:id/connect')
  @Does('Connects an account of a link’s consent, by which the link is used up')
  @Access('public')
  @Answers(connectedByLink, 201)
  connect(
    @Req() request: Request,
    @Param('token') token: string,
    @Param('id', UuidParam) id: string,
    @Body({ schema: connectByLink }) { remoteId }: z.output<typeof connectByLink>,
  ) {
    refuseForeignOrigin(request, this.config);
    return this.useLink.connect(token, id, remoteId, localeOf(request.headers['accept-language']));
  }
}
