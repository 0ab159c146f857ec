import { Module } from '@nestjs/common';
import { rowsOf } from '#lib/database';
import { PublishingEntities } from '#lib/publishing';
import { MailDigest } from './mail/mail-digest.entity.js';
import { Notification } from './notification.entity.js';
import { NotificationSettings } from './preferences/notification-settings.entity.js';

/** Entities of notifications, and of what they are about. */
@Module({ imports: [PublishingEntities, ...rowsOf(Notification, NotificationSettings, MailDigest)] })
export class NotificationsEntities {}
