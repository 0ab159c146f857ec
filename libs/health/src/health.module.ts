import { BullModule } from '@nestjs/bullmq';
import { type DynamicModule, Module } from '@nestjs/common';
import { MAIL_QUEUE } from '#lib/notifications';
import { PUBLISHING_QUEUE } from '#lib/publishing';
import { HealthDetailsController } from './health.controller.js';
import { HealthEntities } from './health.entities.js';
import { HealthService } from './health.service.js';
import { Measures } from './measures.js';
import { OverdueWatch } from './overdue-watch.js';
import { Readiness } from './readiness.js';
import { Retention } from './retention/retention.js';

/** Health of the installation. Needs the queue and database of its process. */
@Module({})
export class HealthModule {
  /** With the route for administrators; without it, only the watch for overdue publications. */
  static forRoot({ http }: { http: boolean }): DynamicModule {
    return {
      module: HealthModule,
      imports: [
        HealthEntities,
        ...(http ? [BullModule.registerQueue({ name: PUBLISHING_QUEUE }, { name: MAIL_QUEUE })] : []),
      ],
      controllers: http ? [HealthDetailsController] : [],
      providers: [OverdueWatch, Retention, ...(http ? [Measures, HealthService, Readiness] : [])],
      exports: [OverdueWatch, Retention, ...(http ? [Readiness] : [])],
    };
  }
}
