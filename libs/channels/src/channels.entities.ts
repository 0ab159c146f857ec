import { Module } from '@nestjs/common';
import { rowsOf } from '#lib/database';
import { OrganisationEntities } from '#lib/organisation';
import { Channel } from './channel.entity.js';
import { ChannelConsent } from './consent/channel-consent.entity.js';
import { NetworkApplication } from './consent/network-application.entity.js';
import { ChannelLink } from './links/channel-link.entity.js';

/** Entities of connected accounts. */
@Module({
  imports: [OrganisationEntities, ...rowsOf(Channel, ChannelConsent, ChannelLink, NetworkApplication)],
})
export class ChannelsEntities {}
