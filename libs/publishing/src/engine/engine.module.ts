import { BullModule } from '@nestjs/bullmq';
import { Inject, Module, type BeforeApplicationShutdown } from '@nestjs/common';
import { armFailpoints, CONFIG, type Config } from '#lib/kernel';
import { PUBLISHING_QUEUE } from '../due.job.js';
import { PublishingEntities } from '../publishing.entities.js';
import { PlatformQuotas } from '../quotas/platform-quotas.js';
import {
  Arm,
  Confirm,
  Delivery,
  Fire,
  FirstComments,
  LastLook,
  RunsInProgress,
  StepRunner,
  PhaseRunner,
  VisibleCall,
  ConnectionWarmer,
} from './act/index.js';
import { Outcomes, PublishingMetrics, SettledPosts } from './follow/index.js';
import { HeldLeases, LeaseCheck, PublicationStore, Timers, WakeTimers } from './claim/index.js';
import {
  QuotaPlaces,
  Holds,
  PacedHttp,
  PreparedMedia,
  RateStore,
  StepIoFactory,
  UsageWatch,
} from './platform/index.js';
import { Reconciler, RestoreWatch, Searcher } from './read-back/index.js';
import { Heartbeat, Dispatcher, Handover, WakeUpCalls, PublishingProcessor, DueSweep } from './wake/index.js';

/** The engine that delivers publications. Needs the queue, channels, media and database of its process. */
@Module({
  imports: [PublishingEntities, BullModule.registerQueue({ name: PUBLISHING_QUEUE })],
  providers: [
    ...[PublicationStore, HeldLeases, LeaseCheck, Timers, WakeTimers],
    ...[PlatformQuotas, RateStore, Holds, UsageWatch, PacedHttp, QuotaPlaces, PreparedMedia, StepIoFactory],
    ...[PublishingMetrics, SettledPosts, Outcomes],
    ...[RestoreWatch, Searcher, Reconciler],
    ...[
      RunsInProgress,
      StepRunner,
      PhaseRunner,
      ConnectionWarmer,
      LastLook,
      VisibleCall,
      FirstComments,
      Confirm,
      Fire,
      Arm,
      Delivery,
    ],
    ...[WakeUpCalls, Handover, DueSweep, Heartbeat, PublishingProcessor, Dispatcher],
  ],
  exports: [PublishingMetrics],
})
export class EngineModule implements BeforeApplicationShutdown {
  constructor(
    private readonly dispatcher: Dispatcher,
    private readonly delivery: Delivery,
    private readonly wakeUpCalls: WakeUpCalls,
    private readonly processor: PublishingProcessor,
    @Inject(CONFIG) config: Config,
  ) {
    armFailpoints(config.LINEUP_FAILPOINT);
  }

  /** Claims nothing new, finishes what is in flight, gives back the rest. */
  async beforeApplicationShutdown(): Promise<void> {
    this.delivery.beginStop();
    await this.dispatcher.stop();
    await this.processor.worker.close();
    await this.wakeUpCalls.stop();
    await this.delivery.stop();
    await this.dispatcher.end();
  }
}
