import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { CONFIG, type Config } from '../config/config.js';

export interface EmailMessage {
  /** Unique for ever: servers and mailboxes recognise a second copy by it. */
  id: string;
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
  /** Address of the person's preferences; absent for e-mails that somebody requested. */
  settingsUrl?: string;
}

/** The mail server of the settings. Time limits are under a minute in sum, so that a lease of two is enough. */
@Injectable()
export class MailServer implements OnApplicationShutdown {
  readonly #transport: Transporter | null;

  constructor(@Inject(CONFIG) private readonly config: Config) {
    this.#transport = config.SMTP_URL
      ? createTransport({
          url: config.SMTP_URL.reveal(),
          connectionTimeout: 10_000,
          greetingTimeout: 10_000,
          socketTimeout: 30_000,
          // People's text must not make the server read a file or an address.
          disableFileAccess: true,
          disableUrlAccess: true,
        })
      : null;
  }

  get configured(): boolean {
    return this.#transport !== null;
  }

  /** @throws Error of the server or the connection; `responseCode` is the server's */
  async send({ id, to, subject, text, html, settingsUrl }: EmailMessage): Promise<void> {
    if (!this.#transport) throw new Error('SMTP_URL is not set');
    const from = this.config.MAIL_FROM ?? '';
    await this.#transport.sendMail({
      from,
      to,
      subject,
      text,
      html,
      messageId: `<${id}@${/@([^<>\s@]+)>?$/.exec(from)?.[1] ?? 'lineup'}>`,
      headers: {
        'Auto-Submitted': 'auto-generated',
        ...(settingsUrl ? { 'List-Unsubscribe': `<${settingsUrl}>` } : {}),
      },
    });
  }

  onApplicationShutdown(): void {
    this.#transport?.close();
  }
}
