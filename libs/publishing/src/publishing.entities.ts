import { Module } from '@nestjs/common';
import { rowsOf } from '#lib/database';
import { PostsEntities } from '#lib/posts';
import { LastEngineRun } from './last-engine-run.entity.js';
import { PublicationEvent } from './publication-event.entity.js';
import { Publication } from './publication.entity.js';
import { PlatformHold } from './quotas/platform-hold.entity.js';
import { RateCounter } from './quotas/rate-counter.entity.js';
import { WorkerHeartbeat } from './worker-heartbeat.entity.js';

/** Entities of publications, their journal, their rates and quotas, and the posts they come from. */
@Module({
  imports: [
    PostsEntities,
    ...rowsOf(Publication, PublicationEvent, WorkerHeartbeat, PlatformHold, RateCounter, LastEngineRun),
  ],
})
export class PublishingEntities {}
