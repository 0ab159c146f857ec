import { Module } from '@nestjs/common';
import { rowsOf } from '#lib/database';
import { OrganisationEntities } from '#lib/organisation';
import { Channel } from './channel.entity.js';

/** Entities of connected accounts. */
@Module({ imports: [OrganisationEntities, ...rowsOf(Channel)] })
export class ChannelsEntities {}
