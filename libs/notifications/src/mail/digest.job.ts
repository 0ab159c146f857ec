import { z } from 'zod';
import { defineJob, type QueueName } from '#lib/queue';

/** E-mail has its own queue: a mail server that hangs delays other e-mails, never a publication. */
export const MAIL_QUEUE = 'mail' satisfies QueueName;

/** Attempts before an e-mail is given up, over some two hours; the notification stays in the application. */
export const MAIL_ATTEMPTS = 12;

/** "Send this digest." The sender itself writes that the digest is given up, after the last attempt. */
export const sendDigest = defineJob({
  name: 'send-digest',
  queue: MAIL_QUEUE,
  schema: z.object({ organisationId: z.uuid(), digestId: z.uuid() }),
  options: {
    attempts: MAIL_ATTEMPTS,
    backoff: { type: 'exponential', delay: 2_000 },
    removeOnComplete: true,
    removeOnFail: { age: 86_400, count: 1000 },
  },
});
