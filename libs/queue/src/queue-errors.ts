import { WorkerHost } from '@nestjs/bullmq';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { Queue } from 'bullmq';
import type { Logger } from 'pino';
import { LOGGER } from '#lib/kernel';

/**
 * Writes what every queue and consumer of the process complains of into the log. BullMQ prints what nobody listens to on
 * standard error, with the whole connection that was lost.
 */
@Injectable()
export class QueueErrors implements OnApplicationBootstrap {
  constructor(
    private readonly discovery: DiscoveryService,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Consumers have begun by now. */
  onApplicationBootstrap(): void {
    for (const { instance } of this.discovery.getProviders() as { instance: unknown }[]) {
      if (instance instanceof Queue) instance.on('error', this.#write(instance.name));
      if (instance instanceof WorkerHost) instance.worker.on('error', this.#write(instance.worker.name));
    }
  }

  #write(queue: string) {
    return ({ name, message, stack }: Error): void =>
      this.logger.warn(
        { queue, err: { name, message, stack } },
        'the queue has trouble; it goes on by itself',
      );
  }
}
