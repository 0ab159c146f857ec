import { type DynamicModule, Module } from '@nestjs/common';
import { ChannelKeeper } from './channel-keeper.js';
import { ChannelsController } from './channels.controller.js';
import { ChannelsEntities } from './channels.entities.js';
import { ChannelsService } from './channels.service.js';
import { Network } from './network.js';

/** Connected accounts and the door to their networks. */
@Module({})
export class ChannelsModule {
  static forRoot({ http }: { http: boolean }): DynamicModule {
    return {
      module: ChannelsModule,
      imports: [ChannelsEntities],
      global: true,
      controllers: http ? [ChannelsController] : [],
      providers: [Network, http ? ChannelsService : ChannelKeeper],
      exports: [Network, ...(http ? [] : [ChannelKeeper])],
    };
  }
}
