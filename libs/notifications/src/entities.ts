import type { Entities } from '#lib/database';
import { MailDigest } from './mail/mail-digest.entity.js';
import { Notification } from './notification.entity.js';
import { NotificationSettings } from './preferences/notification-settings.entity.js';

/** What this lib adds to the entities of a process. */
export const notificationEntities: Entities = [Notification, NotificationSettings, MailDigest];
