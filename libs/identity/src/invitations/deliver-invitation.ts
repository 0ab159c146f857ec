import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Database } from '#lib/database';
import { CONFIG, type Config, LOGGER, MailServer } from '#lib/kernel';
import type { Principal } from '../access/principal.js';
import { invitationEmail } from '../people/emails.js';
import { InvitationViews } from './invitation-views.js';
import { type InvitationRow, nameOfOrganisation } from './invitations.repository.js';

@Injectable()
export class DeliverInvitation {
  constructor(
    private readonly database: Database,
    private readonly views: InvitationViews,
    private readonly mail: MailServer,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Sends the link by e-mail when there is a mail server, else returns it. A refused e-mail is reported, and may be
   * sent again.
   */
  async run(who: Principal, row: InvitationRow, token: string) {
    const link = `${this.config.PUBLIC_URL}/invitation/${token}`;
    const [invitation] = await this.views.of([row]);
    if (!this.mail.configured) return { invitation, delivery: 'link', link };
    const organisation = await this.database.read(who.organisationId, (tx) =>
      nameOfOrganisation(tx, who.organisationId),
    );
    const words = { link, organisation, by: who.userName };
    try {
      await this.mail.send(invitationEmail({ name: row.name, email: row.email }, words, who.locale));
      return { invitation, delivery: 'mail', link: null };
    } catch (error) {
      this.logger.warn({ err: error }, 'an invitation was not sent');
      return { invitation, delivery: 'mail_failed', link: null };
    }
  }
}
