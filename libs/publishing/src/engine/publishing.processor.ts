import { Processor } from '@nestjs/bullmq';
import { Inject, type OnApplicationBootstrap } from '@nestjs/common';
import { CONFIG, type Config } from '#lib/kernel';
import { handles, JobHost } from '#lib/queue';
import { Delivery } from './delivery.js';
import { lookAtPublication, PUBLISHING_QUEUE } from './due.job.js';
import { Recovery } from './recovery.js';

/** Takes wake-up calls off the queue. */
@Processor(PUBLISHING_QUEUE, { concurrency: 1 })
export class PublishingProcessor extends JobHost implements OnApplicationBootstrap {
  protected readonly queue = PUBLISHING_QUEUE;
  protected readonly handlers = [
    handles(lookAtPublication, async ({ organisationId, publicationId }) => {
      await this.recovery.ready();
      await this.delivery.work(organisationId, publicationId);
    }),
  ];

  constructor(
    private readonly delivery: Delivery,
    private readonly recovery: Recovery,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    super();
  }

  onApplicationBootstrap(): void {
    this.worker.concurrency = this.config.WORKER_CONCURRENCY;
  }
}
