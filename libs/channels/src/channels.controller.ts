import { Body, Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Access, type Principal, Who } from '#lib/identity';
import { Does, Answers, AnswersNothing, UuidParam } from '#lib/kernel';
import {
  changeChannel,
  channel,
  channelPage,
  connectChannel,
  listedEntries,
  reconnectChannel,
} from './channels.schemas.js';
import { ListChannels } from './read/list-channels.js';
import { ListEntries } from './read/list-entries.js';
import { ChangeChannel } from './write/change-channel.js';
import { CheckChannel } from './write/check-channel.js';
import { ConnectChannel } from './write/connect-channel.js';
import { ReconnectChannel } from './write/reconnect-channel.js';
import { ReleaseChannel } from './write/release-channel.js';
import { RemoveChannel } from './write/remove-channel.js';

@ApiTags('channels')
@Controller('api/v1/channels')
export class ChannelsController {
  constructor(
    private readonly listChannels: ListChannels,
    private readonly listEntries: ListEntries,
    private readonly connectChannel: ConnectChannel,
    private readonly changeChannel: ChangeChannel,
    private readonly reconnectChannel: ReconnectChannel,
    private readonly checkChannel: CheckChannel,
    private readonly releaseChannel: ReleaseChannel,
    private readonly removeChannel: RemoveChannel,
  ) {}

  @Get()
  @Does('Lists the channels that one sees, and their state')
  @Access('organisation.read')
  @Answers(channelPage)
  list(@Who() who: Principal) {
    return this.listChannels.run(who);
  }

  @Post()
  @Does('Connects an account of a network', 409)
  @Access('channel.manage')
  @Answers(channel, 201)
  connect(@Who() who: Principal, @Body({ schema: connectChannel }) body: z.output<typeof connectChannel>) {
    return this.connectChannel.run(who, body);
  }

  @Get(':id/lists/:key')
  @Does('Reads one of the account’s own lists on its network, such as its boards', 409)
  @Access('organisation.read')
  @Answers(listedEntries)
  listed(@Who() who: Principal, @Param('id', UuidParam) id: string, @Param('key') key: string) {
    return this.listEntries.run(who, id, key);
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
    return this.changeChannel.run(who, id, body);
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
    return this.reconnectChannel.run(who, id, body);
  }

  @Post(':id/check')
  @Does('Asks the network whether a channel’s access still works', 409)
  @Access('channel.manage')
  @Answers(channel)
  check(@Who() who: Principal, @Param('id', UuidParam) id: string) {
    return this.checkChannel.run(who, id);
  }

  @Post(':id/release')
  @Does('Ends the pause that a network asked for', 409)
  @Access('channel.manage')
  @Answers(channel)
  release(@Who() who: Principal, @Param('id', UuidParam) id: string) {
    return this.releaseChannel.run(who, id);
  }

  @Delete(':id')
  @Does('Removes a channel that nothing waits for', 409)
  @Access('channel.manage')
  @AnswersNothing('Nothing: the channel is gone.')
  remove(@Who() who: Principal, @Param('id', UuidParam) id: string) {
    return this.removeChannel.run(who, id);
  }
}
