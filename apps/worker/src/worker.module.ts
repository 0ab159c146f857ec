import { type DynamicModule, Module } from '@nestjs/common';
import { ChannelsModule } from '#lib/channels';
import { DatabaseModule } from '#lib/database';
import { HealthModule } from '#lib/health';
import { type Config, KernelModule } from '#lib/kernel';
import { MediaModule } from '#lib/media';
import { NotificationsModule } from '#lib/notifications';
import { EngineModule } from '#lib/publishing/engine';
import { QueueModule } from '#lib/queue';

/** A consumer of the queue; as many as wanted may run. */
@Module({})
export class WorkerModule {
  static forRoot(config: Config): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        KernelModule.forRoot(config, 'worker'),
        DatabaseModule.forRoot(),
        QueueModule.forRoot(),
        ChannelsModule.forRoot({ http: false }),
        MediaModule.forRoot({ http: false }),
        EngineModule,
        NotificationsModule.forRoot({ http: false }),
        HealthModule.forRoot({ http: false }),
      ],
    };
  }
}
