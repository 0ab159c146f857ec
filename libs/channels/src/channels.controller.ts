import { Body, Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Access, type Principal, Who } from '#lib/identity';
import { Answers, AnswersNothing, UuidParam } from '#lib/kernel';
import { changeChannel, channel, channelPage, connectChannel, reconnectChannel } from './channels.schemas.js';
import { ChannelsService } from './channels.service.js';

@ApiTags('channels')
@Controller('api/v1/channels')
export class ChannelsController {
  constructor(private readonly channels: ChannelsService) {}

  @Get()
  @Access('organisation.read')
  @Answers(channelPage)
  list(@Who() who: Principal) {
    return this.channels.list(who);
  }

  @Post()
  @Access('channel.manage')
  @Answers(channel, 201)
  connect(@Who() who: Principal, @Body({ schema: connectChannel }) body: z.output<typeof connectChannel>) {
    return this.channels.connect(who, body);
  }

  @Patch(':id')
  @Access('channel.manage')
  @Answers(channel)
  change(
    @Who() who: Principal,
    @Param('id', UuidParam) id: string,
    @Body({ schema: changeChannel }) body: z.output<typeof changeChannel>,
  ) {
    return this.channels.change(who, id, body);
  }

  @Post(':id/reconnect')
  @Access('channel.manage')
  @Answers(channel)
  reconnect(
    @Who() who: Principal,
    @Param('id', UuidParam) id: string,
    @Body({ schema: reconnectChannel }) body: z.output<typeof reconnectChannel>,
  ) {
    return this.channels.reconnect(who, id, body);
  }

  @Post(':id/check')
  @Access('channel.manage')
  @Answers(channel)
  check(@Who() who: Principal, @Param('id', UuidParam) id: string) {
    return this.channels.check(who, id);
  }

  @Post(':id/release')
  @Access('channel.manage')
  @Answers(channel)
  release(@Who() who: Principal, @Param('id', UuidParam) id: string) {
    return this.channels.release(who, id);
  }

  @Delete(':id')
  @Access('channel.manage')
  @AnswersNothing()
  remove(@Who() who: Principal, @Param('id', UuidParam) id: string) {
    return this.channels.remove(who, id);
  }
}
