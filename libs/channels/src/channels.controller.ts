import { Body, Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Access, type Principal, Who } from '#lib/identity';
import { Does, Answers, AnswersNothing, UuidParam } from '#lib/kernel';
import { changeChannel, channel, channelPage, connectChannel, reconnectChannel } from './channels.schemas.js';
import { ChannelsService } from './channels.service.js';

@ApiTags('channels')
@Controller('api/v1/channels')
export class ChannelsController {
  constructor(private readonly channels: ChannelsService) {}

  @Get()
  @Does('Lists the channels that one sees, and their state')
  @Access('organisation.read')
  @Answers(channelPage)
  list(@Who() who: Principal) {
    return this.channels.list(who);
  }

  @Post()
  @Does('Connects an account of a network', 409)
  @Access('channel.manage')
  @Answers(channel, 201)
  connect(@Who() who: Principal, @Body({ schema: connectChannel }) body: z.output<typeof connectChannel>) {
    return this.channels.connect(who, body);
  }

  @Patch(':id')
  @Does('Changes, pauses or resumes a channel', 409)
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
  @Does('Gives a channel a new credential', 409)
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
  @Does('Asks the network whether a channel’s access still works', 409)
  @Access('channel.manage')
  @Answers(channel)
  check(@Who() who: Principal, @Param('id', UuidParam) id: string) {
    return this.channels.check(who, id);
  }

  @Post(':id/release')
  @Does('Ends the pause that a network asked for', 409)
  @Access('channel.manage')
  @Answers(channel)
  release(@Who() who: Principal, @Param('id', UuidParam) id: string) {
    return this.channels.release(who, id);
  }

  @Delete(':id')
  @Does('Removes a channel that nothing waits for', 409)
  @Access('channel.manage')
  @AnswersNothing('Nothing: the channel is gone.')
  remove(@Who() who: Principal, @Param('id', UuidParam) id: string) {
    return this.channels.remove(who, id);
  }
}
