import { Module } from '@nestjs/common';
import { rowsOf } from '#lib/database';
import { IdentityEntities } from '#lib/identity';
import { OrganisationEntities } from '#lib/organisation';
import { Media } from './media.entity.js';

/** Rows of media; their history is written in every process. */
@Module({ imports: [IdentityEntities, OrganisationEntities, ...rowsOf(Media)] })
export class MediaEntities {}
