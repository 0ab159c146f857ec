import { Processor } from '@nestjs/bullmq';
import { handles, JobHost } from '#lib/queue';
import { MAIL_QUEUE, sendDigest } from './digest.job.js';
import { Mailer } from './mailer.js';

/** Sends e-mails one after the other. */
@Processor(MAIL_QUEUE, { concurrency: 1 })
export class MailProcessor extends JobHost {
  protected readonly queue = MAIL_QUEUE;
  protected readonly handlers = [
    handles(sendDigest, ({ organisationId, digestId }) => this.mailer.send(organisationId, digestId)),
  ];

  constructor(private readonly mailer: Mailer) {
    super();
  }
}
