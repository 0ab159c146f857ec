import { type DynamicModule, Module } from '@nestjs/common';
import { AuditService } from '#lib/identity';
import { ChannelRecord } from './channel-record.js';
import { AnswerConsent } from './consent/answer-consent.js';
import { Applications } from './consent/applications.js';
import { BeginConsent } from './consent/begin-consent.js';
import { ConnectConsented } from './consent/connect-consented.js';
import { ConsentsController } from './consent/consents.controller.js';
import { ListNetworks } from './consent/list-networks.js';
import { ReadPicture } from './consent/read-picture.js';
import { ShowConsent } from './consent/show-consent.js';
import { StoreChannel } from './write/store-channel.js';
import { ChannelsController } from './channels.controller.js';
import { ChannelsEntities } from './channels.entities.js';
import { ChannelKeeper } from './keeping/channel-keeper.js';
import { CheckCredential } from './keeping/check-credential.js';
import { RenewCredential } from './keeping/renew-credential.js';
import { LinkUseController } from './links/link-use.controller.js';
import { LinksController } from './links/links.controller.js';
import { ListLinks } from './links/list-links.js';
import { MakeLink } from './links/make-link.js';
import { RevokeLink } from './links/revoke-link.js';
import { UseLink } from './links/use-link.js';
import { PlatformClient } from './platform-client.js';
import { ListChannels } from './read/list-channels.js';
import { ListEntries } from './read/list-entries.js';
import { ChangeChannel } from './write/change-channel.js';
import { CheckChannel } from './write/check-channel.js';
import { ConnectChannel } from './write/connect-channel.js';
import { GivenCredential } from './write/given-credential.js';
import { ReconnectChannel } from './write/reconnect-channel.js';
import { ReleaseChannel } from './write/release-channel.js';
import { RemoveChannel } from './write/remove-channel.js';

/** A worker has no identity module, but writes the same history. */
const KEEPING = [AuditService, ChannelKeeper, CheckCredential, RenewCredential];

/** What people do with channels. */
const ACTS = [
  GivenCredential,
  StoreChannel,
  Applications,
  ListNetworks,
  BeginConsent,
  AnswerConsent,
  ShowConsent,
  ReadPicture,
  ConnectConsented,
  ListLinks,
  MakeLink,
  RevokeLink,
  UseLink,
  ListChannels,
  ListEntries,
  ConnectChannel,
  ChangeChannel,
  ReconnectChannel,
  CheckChannel,
  ReleaseChannel,
  RemoveChannel,
];

/** Connected accounts and access to their networks. */
@Module({})
export class ChannelsModule {
  static forRoot({ http }: { http: boolean }): DynamicModule {
    return {
      module: ChannelsModule,
      imports: [ChannelsEntities],
      global: true,
      controllers: http ? [LinksController, LinkUseController, ConsentsController, ChannelsController] : [],
      providers: [PlatformClient, ChannelRecord, ...(http ? ACTS : KEEPING)],
      exports: [PlatformClient, ...(http ? [] : [ChannelKeeper])],
    };
  }
}
