import { type DynamicModule, Module } from '@nestjs/common';
import { ChannelKeeper } from './channel-keeper.js';
import { ChannelsController } from './channels.controller.js';
import { ChannelsService } from './channels.service.js';
import { Network } from './network.js';

/** Connected accounts and the door to their networks. */
@Module({})
export class ChannelsModule {
  static forRoot({ http }: { http: boolean }): DynamicModule {
    return {
      module: ChannelsModule,
      global: true,
      controllers: http ? [ChannelsController] : [],
      providers: [Network, http ? ChannelsService : ChannelKeeper],
      exports: [Network, ...(http ? [] : [ChannelKeeper])],
    };
  }
}
