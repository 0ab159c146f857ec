import { BullModule } from '@nestjs/bullmq';
import { Inject, Module, type BeforeApplicationShutdown } from '@nestjs/common';
import { armFailpoints, CONFIG, type Config } from '#lib/kernel';
import { PUBLISHING_QUEUE } from '../due.job.js';
import { PublishingEntities } from '../publishing.entities.js';
import { QuotaBook } from '../quotas/quota-book.js';
import {
  Arm,
  Confirm,
  Delivery,
  Fire,
  FirstComments,
  LastLook,
  Runs,
  Stepper,
  Steps,
  VisibleCall,
  Warmth,
} from './act/index.js';
import { Outcomes, PublishingMetrics, SettledPosts } from './follow/index.js';
import { Holdings, LeaseCheck, Store, Timers, Wakes } from './hold/index.js';
import { Admission, Holds, PacedHttp, PreparedMedia, RateStore, StepIos, UsageWatch } from './reach/index.js';
import { Reconciler, Recovery, Searcher } from './read-back/index.js';
import { Beat, Dispatcher, Handover, Intake, PublishingProcessor, Sweeper } from './wake/index.js';

/** The engine that delivers publications. Needs the queue, channels, media and database of its process. */
@Module({
  imports: [PublishingEntities, BullModule.registerQueue({ name: PUBLISHING_QUEUE })],
  providers: [
    ...[Store, Holdings, LeaseCheck, Timers, Wakes],
    ...[QuotaBook, RateStore, Holds, UsageWatch, PacedHttp, Admission, PreparedMedia, StepIos],
    ...[PublishingMetrics, SettledPosts, Outcomes],
    ...[Recovery, Searcher, Reconciler],
    ...[Runs, Stepper, Steps, Warmth, LastLook, VisibleCall, FirstComments, Confirm, Fire, Arm, Delivery],
    ...[Intake, Handover, Sweeper, Beat, PublishingProcessor, Dispatcher],
  ],
  exports: [PublishingMetrics],
})
export class EngineModule implements BeforeApplicationShutdown {
  constructor(
    private readonly dispatcher: Dispatcher,
    private readonly delivery: Delivery,
    private readonly intake: Intake,
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
    await this.intake.stop();
    await this.delivery.stop();
    await this.dispatcher.end();
  }
}
