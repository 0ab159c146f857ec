import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Access, type Principal, ShownOnce, Who } from '#lib/identity';
import { Answers, AnswersNothing, Does, UuidParam } from '#lib/kernel';
import { linkPage, madeLink, makeLink } from './links.schemas.js';
import { ListLinks } from './list-links.js';
import { MakeLink } from './make-link.js';
import { RevokeLink } from './revoke-link.js';

/** Links for owners of accounts, as members manage them. */
@ApiTags('channels')
@Controller('api/v1/channels/links')
export class LinksController {
  constructor(
    private readonly listLinks: ListLinks,
    private readonly makeLink: MakeLink,
    private readonly revokeLink: RevokeLink,
  ) {}

  @Get()
  @Does('Lists the links by which owners of accounts may still connect them')
  @Access('channel.manage')
  @Answers(linkPage)
  list(@Who() who: Principal) {
    return this.listLinks.run(who);
  }

  @Post()
  @Does('Makes a link by which the owner of an account connects it for an establishment', 409)
  @Access('channel.manage')
  @ShownOnce('url')
  @Answers(madeLink, 201)
  make(@Who() who: Principal, @Body({ schema: makeLink }) body: z.output<typeof makeLink>) {
    return this.makeLink.run(who, body);
  }

  @Delete(':id')
  @Does('Takes such a link back')
  @Access('channel.manage')
  @AnswersNothing('Nothing: the link opens nothing any more.')
  revoke(@Who() who: Principal, @Param('id', UuidParam) id: string) {
    return this.revokeLink.run(who, id);
  }
}
