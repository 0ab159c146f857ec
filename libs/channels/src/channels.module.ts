import { type DynamicModule, Module } from '@nestjs/common';
import { AuditService } from '#lib/identity';
import { ChannelRecord } from './channel-record.js';
import { ChannelsController } from './channels.controller.js';
import { ChannelsEntities } from './channels.entities.js';
import { ChannelsService } from './channels.service.js';
import { ChannelKeeper } from './keeping/channel-keeper.js';
import { CheckCredential } from './keeping/check-credential.js';
import { RenewCredential } from './keeping/renew-credential.js';
import { Network } from './network.js';

/** A worker has no identity module, but writes the same history. */
const KEEPING = [AuditService, ChannelKeeper, CheckCredential, RenewCredential];

/** Connected accounts and access to their networks. */
@Module({})
export class ChannelsModule {
  static forRoot({ http }: { http: boolean }): DynamicModule {
    return {
      module: ChannelsModule,
      imports: [ChannelsEntities],
      global: true,
      controllers: http ? [ChannelsController] : [],
      providers: [Network, ChannelRecord, ...(http ? [ChannelsService] : KEEPING)],
      exports: [Network, ...(http ? [] : [ChannelKeeper])],
    };
  }
}
