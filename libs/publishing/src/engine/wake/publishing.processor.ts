import { Processor } from '@nestjs/bullmq';
import { Inject, type OnApplicationBootstrap } from '@nestjs/common';
import { CONFIG, type Config } from '#lib/kernel';
import { CONSUMER, handles, JobHost } from '#lib/queue';
import { lookAtPublication, PUBLISHING_QUEUE } from '../../due.job.js';
import { WakeUpCalls } from './wake-up-calls.js';

/** Consumes wake-up calls from the queue. */
@Processor(PUBLISHING_QUEUE, CONSUMER)
export class PublishingProcessor extends JobHost implements OnApplicationBootstrap {
  protected readonly queue = PUBLISHING_QUEUE;
  protected readonly handlers = [handles(lookAtPublication, (payload) => this.wakeUpCalls.take(payload))];

  constructor(
    private readonly wakeUpCalls: WakeUpCalls,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    super();
  }

  onApplicationBootstrap(): void {
    this.worker.concurrency = this.config.WORKER_CONCURRENCY;
  }
}
