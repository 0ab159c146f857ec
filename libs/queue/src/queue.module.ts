import { BullModule } from '@nestjs/bullmq';
import {
  type DynamicModule,
  Global,
  Inject,
  Module,
  type OnApplicationShutdown,
  type OnModuleDestroy,
} from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import type { Logger } from 'pino';
import { CONFIG, type Config, LOGGER } from '#lib/kernel';
import { openBackend, type QueueBackend } from './backend.js';
import { QueueErrors } from './queue-errors.js';

export const QUEUE_BACKEND = Symbol('lineup.queue-backend');

@Global()
@Module({})
class QueueBackendModule implements OnModuleDestroy, OnApplicationShutdown {
  constructor(@Inject(QUEUE_BACKEND) private readonly backend: QueueBackend) {}

  /** The first of all that is called when a process stops. */
  async onModuleDestroy(): Promise<void> {
    await this.backend.leave();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.backend.close();
  }
}

/** BullMQ on the backend of the settings. */
@Module({})
export class QueueModule {
  static forRoot(): DynamicModule {
    return {
      module: QueueModule,
      imports: [
        DiscoveryModule,
        {
          module: QueueBackendModule,
          providers: [
            {
              provide: QUEUE_BACKEND,
              inject: [CONFIG, LOGGER],
              useFactory: (config: Config, logger: Logger) => openBackend(config, logger),
            },
          ],
          exports: [QUEUE_BACKEND],
        },
        BullModule.forRootAsync({
          inject: [QUEUE_BACKEND],
          useFactory: (backend: QueueBackend) => ({ connection: backend.connection }),
        }),
      ],
      providers: [QueueErrors],
      exports: [BullModule],
    };
  }
}
