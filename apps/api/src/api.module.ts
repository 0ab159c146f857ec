import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR, APP_PIPE, Reflector } from '@nestjs/core';
import { StandardSchemaSerializerInterceptor } from '@nestjs/common';
import { ApprovalsModule } from '#lib/approvals';
import { BrandModule } from '#lib/brand';
import { ChannelsModule } from '#lib/channels';
import { DatabaseModule } from '#lib/database';
import { HealthModule } from '#lib/health';
import { IdentityModule } from '#lib/identity';
import { type Config, KernelModule, ProblemFilter } from '#lib/kernel';
import { MediaModule } from '#lib/media';
import { NotificationsModule } from '#lib/notifications';
import { OrganisationModule } from '#lib/organisation';
import { PlanningModule } from '#lib/planning';
import { PostsModule } from '#lib/posts';
import { PublicationsModule } from '#lib/publishing';
import { QueueModule } from '#lib/queue';
import { Changes } from './events/changes.service.js';
import { EventsController } from './events/events.controller.js';
import { OpenStreams } from './events/open-streams.js';
import { ChangeVisibility } from './events/change-visibility.js';
import { HealthController } from './health/health.controller.js';
import { MetricsController } from './health/metrics.controller.js';
import { validationPipe } from './validation.js';

/** The HTTP process: all libs with their routes. */
@Module({})
export class ApiModule {
  static forRoot(config: Config): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        KernelModule.forRoot(config, 'api'),
        DatabaseModule.forRoot(),
        QueueModule.forRoot(),
        IdentityModule.forRoot({ http: true }),
        OrganisationModule,
        BrandModule,
        ChannelsModule.forRoot({ http: true }),
        MediaModule.forRoot({ http: true }),
        PostsModule,
        ApprovalsModule,
        PlanningModule,
        PublicationsModule,
        NotificationsModule.forRoot({ http: true }),
        HealthModule.forRoot({ http: true }),
      ],
      controllers: [EventsController, HealthController, MetricsController],
      providers: [
        Changes,
        OpenStreams,
        ChangeVisibility,
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useFactory: validationPipe },
        {
          provide: APP_INTERCEPTOR,
          inject: [Reflector],
          useFactory: (reflector: Reflector) => new StandardSchemaSerializerInterceptor(reflector),
        },
      ],
    };
  }
}
