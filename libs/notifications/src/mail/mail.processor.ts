import { Processor } from '@nestjs/bullmq';
import { CONSUMER, handles, JobHost } from '#lib/queue';
import { MAIL_QUEUE, sendDigest } from './digest.job.js';
import { Mailer } from './mailer.js';

/** Sends e-mails one after the other. */
@Processor(MAIL_QUEUE, CONSUMER)
export class MailProcessor extends JobHost {
  protected readonly queue = MAIL_QUEUE;
  protected readonly handlers = [
    handles(sendDigest, ({ organisationId, digestId }) => this.mailer.send(organisationId, digestId)),
  ];

  constructor(private readonly mailer: Mailer) {
    super();
  }
}
