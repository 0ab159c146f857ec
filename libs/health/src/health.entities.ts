import { Module } from '@nestjs/common';
import { rowsOf } from '#lib/database';
import { PublishingEntities } from '#lib/publishing';
import { OverduePublication } from './overdue-publication.entity.js';

/** Entities of overdue publications. */
@Module({ imports: [PublishingEntities, ...rowsOf(OverduePublication)] })
export class HealthEntities {}
