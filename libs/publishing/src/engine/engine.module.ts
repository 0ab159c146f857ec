import { BullModule } from '@nestjs/bullmq';
import { Inject, Module, type BeforeApplicationShutdown } from '@nestjs/common';
import { CONFIG, type Config } from '#lib/kernel';
import { Admission } from '../quotas/admission.js';
import { Holds } from '../quotas/holds.js';
import { PacedHttp } from '../quotas/paced-http.js';
import { QuotaBook } from '../quotas/quota-book.js';
import { RateStore } from '../quotas/rate-store.js';
import { UsageWatch } from '../quotas/usage-watch.js';
import { Stepper } from './arming.js';
import { LeaseCheck } from './lease-check.js';
import { Delivery } from './delivery.js';
import { Dispatcher } from './dispatcher.js';
import { PUBLISHING_QUEUE } from './due.job.js';
import { armFailpoints } from './failpoint.js';
import { FirstComments } from './first-comments.js';
import { Handover } from './handover.js';
import { Intake } from './intake.js';
import { PublishingMetrics } from './metrics.js';
import { PostStates } from './post-states.service.js';
import { PublishingProcessor } from './publishing.processor.js';
import { Reconciler } from './reconciler.js';
import { PreparedMedia } from './prepared-media.js';
import { Recovery } from './recovery.js';
import { Searcher } from './searcher.js';
import { StepIos } from './step-io.js';
import { Store } from './store.js';
import { Timers } from './timers.js';
import { Wakes } from './wakes.js';
import { Warmth } from './warmth.js';

/** The engine that delivers publications. Needs the queue, channels, media and database of its process. */
@Module({
  imports: [BullModule.registerQueue({ name: PUBLISHING_QUEUE })],
  providers: [
    Store,
    PreparedMedia,
    StepIos,
    Stepper,
    LeaseCheck,
    QuotaBook,
    RateStore,
    Holds,
    UsageWatch,
    PacedHttp,
    Admission,
    FirstComments,
    Searcher,
    Reconciler,
    Recovery,
    PostStates,
    Timers,
    Wakes,
    Warmth,
    PublishingMetrics,
    Delivery,
    Intake,
    Handover,
    PublishingProcessor,
    Dispatcher,
  ],
  exports: [PublishingMetrics, Dispatcher],
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

  /** Takes nothing new, finishes what is in flight, gives back what is not. */
  async beforeApplicationShutdown(): Promise<void> {
    this.delivery.beginStop();
    await this.dispatcher.stop();
    await this.processor.worker.close();
    await this.intake.stop();
    await this.delivery.stop();
    await this.dispatcher.end();
  }
}
