import { Module } from '@nestjs/common';
import { rowsOf } from '#lib/database';
import { IdentityEntities } from '#lib/identity';
import { OrganisationEntities } from '#lib/organisation';
import { Media } from './media.entity.js';

/** Entities of media, with the history that every process writes. */
@Module({ imports: [IdentityEntities, OrganisationEntities, ...rowsOf(Media)] })
export class MediaEntities {}
