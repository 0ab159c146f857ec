import { z } from 'zod';
import { id, instant, LOCALES, pageQuery } from '#lib/kernel';
import { NOTIFICATION_KINDS } from './rules/index.js';

const kind = z.enum(NOTIFICATION_KINDS).meta({ id: 'NotificationKind' });

/** Title and text come in the language of the request. */
export const notification = z
  .object({
    id,
    kind,
    title: z.string(),
    text: z.string(),
    /** Path in the application where the person can act on it. */
    path: z.string(),
    /** Messages since it was last read. */
    count: z.number(),
    createdAt: instant,
    updatedAt: instant,
    readAt: instant.nullable(),
  })
  .meta({ id: 'Notification' });

export const notificationPage = z
  .object({ items: z.array(notification), nextCursor: z.string().nullable(), unread: z.number() })
  .meta({ id: 'NotificationPage' });
export const notificationQuery = pageQuery.extend({
  unread: z.enum(['true', 'false']).optional().describe('true: only what has not been read'),
});
export const unreadCount = z.object({ unread: z.number() }).meta({ id: 'UnreadCount' });

const locale = z.enum(LOCALES);
const choice = { kind, inApp: z.boolean(), email: z.boolean() };

export const notificationPreferences = z
  .object({
    /** Language of e-mails. */
    locale,
    /** The person's address; null while the installation has no mail server. */
    emailTo: z.string().nullable(),
    choices: z.array(z.object(choice)),
  })
  .meta({ id: 'NotificationPreferences' });
export const changePreferences = z
  .strictObject({ locale: locale.optional(), choices: z.array(z.strictObject(choice)).max(50).optional() })
  .meta({ id: 'ChangeNotificationPreferences' });
