import { Module } from '@nestjs/common';
import { rowsOf } from '#lib/database';
import { OrganisationEntities } from '#lib/organisation';
import { Baseline } from './baseline.entity.js';
import { Format } from './format.entity.js';

/** Entities of formats and baselines. */
@Module({ imports: [OrganisationEntities, ...rowsOf(Format, Baseline)] })
export class BrandEntities {}
