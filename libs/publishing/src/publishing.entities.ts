import { Module } from '@nestjs/common';
import { rowsOf } from '#lib/database';
import { PostsEntities } from '#lib/posts';
import { EnginePulse } from './engine-pulse.entity.js';
import { PublicationEvent } from './publication-event.entity.js';
import { Publication } from './publication.entity.js';
import { NetworkHold } from './quotas/network-hold.entity.js';
import { RateCounter } from './quotas/rate-counter.entity.js';
import { WorkerBeat } from './worker-beat.entity.js';

/** Entities of publications, their journal, their rates and quotas, and the posts they come from. */
@Module({
  imports: [
    PostsEntities,
    ...rowsOf(Publication, PublicationEvent, WorkerBeat, NetworkHold, RateCounter, EnginePulse),
  ],
})
export class PublishingEntities {}
