import { z } from 'zod';
import { defineJob, type QueueName } from '#lib/queue';

/** E-mail has a queue of its own: a mail server that hangs holds up other e-mails, never a publication. */
export const MAIL_QUEUE = 'mail' satisfies QueueName;

/** After so many attempts, over some two hours, an e-mail is given up: the application still shows what it said. */
export const MAIL_ATTEMPTS = 12;

/** "Send this digest." What follows the last attempt is written by the sender itself: the digest is given up. */
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
