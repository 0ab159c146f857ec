import { InjectQueue } from '@nestjs/bullmq';
import { Inject, Injectable } from '@nestjs/common';
import type { Queue } from 'bullmq';
import type { Logger } from 'pino';
import { beginning, CONFIG, type Config, LOGGER, MailServer } from '#lib/kernel';
import { composeDigest, addressOf, wordsOf } from '../rules/index.js';
import { MAIL_ATTEMPTS, MAIL_QUEUE, sendDigest } from './digest.job.js';
import { type DigestRow, DigestsRepository } from './digests.repository.js';

/** Collects notifications into one e-mail per person, and sends it. */
@Injectable()
export class Mailer {
  constructor(
    @InjectQueue(MAIL_QUEUE) private readonly queue: Queue,
    private readonly digests: DigestsRepository,
    private readonly server: MailServer,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Collects what has waited long enough and queues it. Does nothing without a mail server. */
  async collect(): Promise<void> {
    if (!this.server.configured) return;
    await this.digests.collect(this.config.MAIL_COLLECT_SECONDS);
    const ready = await this.digests.toQueue();
    if (ready.length === 0) return;
    try {
      await this.queue.addBulk(
        ready.map((data) => ({
          name: sendDigest.name,
          data,
          opts: { ...sendDigest.options, jobId: data.digestId },
        })),
      );
    } catch (error) {
      await this.digests.unmark(ready.map(({ digestId }) => digestId));
      throw error;
    }
  }

  /**
   * Sends one digest. It is given up after a permanent refusal of the server, or after the last attempt.
   * @throws Error to be tried again later
   */
  async send(organisationId: string, digestId: string): Promise<void> {
    const digest = await this.digests.claim(organisationId, digestId);
    if (!digest) {
      if (await this.digests.onItsWay(organisationId, digestId)) throw new Error('It is being sent already');
      return;
    }
    if (!digest.email || digest.items.length === 0) {
      return this.digests.end(organisationId, digestId, 'skipped');
    }
    try {
      await this.server.send(this.#email(digestId, digest, digest.email));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const { responseCode } = error as { responseCode?: number };
      const hopeless = (responseCode ?? 0) >= 500 || digest.attempts >= MAIL_ATTEMPTS;
      await this.digests.end(
        organisationId,
        digestId,
        hopeless ? 'given_up' : 'ready',
        beginning(reason, 500),
      );
      if (!hopeless) throw error;
      this.logger.error({ digest: digestId, responseCode }, 'an e-mail was given up');
      return;
    }
    await this.digests.end(organisationId, digestId, 'sent');
  }

  #email(id: string, { locale, organisation, name, items }: DigestRow, address: string) {
    const base = this.config.PUBLIC_URL;
    const settingsUrl = `${base}/settings#notifications`;
    const mail = composeDigest({
      locale,
      organisation,
      settingsUrl,
      items: items.map(({ kind, facts, count }) => ({
        ...wordsOf(kind, facts, count, locale),
        url: `${base}${addressOf(kind, facts)}`,
      })),
    });
    return { id, to: { name, address }, settingsUrl, ...mail };
  }
}
