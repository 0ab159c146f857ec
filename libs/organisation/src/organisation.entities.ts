import { Module } from '@nestjs/common';
import { rowsOf } from '#lib/database';
import { Audience } from './audience.entity.js';
import { Campaign } from './campaign.entity.js';
import { Establishment } from './establishment.entity.js';
import { Organisation } from './organisation.entity.js';

/** Entities of the organisation, to which nearly all others refer. */
@Module({ imports: rowsOf(Organisation, Establishment, Audience, Campaign) })
export class OrganisationEntities {}
