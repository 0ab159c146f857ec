import { BullModule } from '@nestjs/bullmq';
import { type DynamicModule, Module } from '@nestjs/common';
import { MAIL_QUEUE } from './mail/digest.job.js';
import { DigestsRepository } from './mail/digests.repository.js';
import { MailProcessor } from './mail/mail.processor.js';
import { Mailer } from './mail/mailer.js';
import { NotificationRounds } from './notification-rounds.js';
import { NotificationsController } from './notifications.controller.js';
import { NotificationsEntities } from './notifications.entities.js';
import { NotificationsService } from './notifications.service.js';
import { OutboxConsumer } from './outbox/consumer.js';
import { MessageSubjectRepository } from './outbox/message-subject.repository.js';
import { Notifier } from './outbox/notifier.js';
import { PreferencesController } from './preferences/preferences.controller.js';
import { PreferencesService } from './preferences/preferences.service.js';

/** Notifies people in the application and by e-mail. Needs the queue and database of its process. */
@Module({})
export class NotificationsModule {
  /** With routes for the API. */
  static forRoot({ http }: { http: boolean }): DynamicModule {
    return {
      module: NotificationsModule,
      imports: [NotificationsEntities, BullModule.registerQueue({ name: MAIL_QUEUE })],
      controllers: http ? [NotificationsController, PreferencesController] : [],
      providers: [
        MessageSubjectRepository,
        Notifier,
        OutboxConsumer,
        DigestsRepository,
        Mailer,
        MailProcessor,
        NotificationRounds,
        ...(http ? [NotificationsService, PreferencesService] : []),
      ],
      exports: [BullModule, OutboxConsumer, Mailer],
    };
  }
}
