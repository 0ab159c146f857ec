import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Database, type Tx } from '#lib/database';
import { CONFIG, type Config, conflict, LOGGER, MailServer, notFound, type Page } from '#lib/kernel';
import type { Origin } from '../access/origin.js';
import { type Principal, requireAt, nodesWhere } from '../access/principal.js';
import { placeFor } from '../access/reach.repository.js';
import { AuditService } from '../audit/audit.service.js';
import { AccountsService } from '../auth/accounts.service.js';
import type { Role } from '../rules/permissions.js';
import { hashOfToken, newToken } from '../links/one-time.js';
import { invitationLetter } from '../people/letters.js';
import { SecurityLog } from '../security/security-log.js';
import {
  deleteInvitation,
  findInvitation,
  findOpenInvitations,
  type InvitationRow,
  isMemberThere,
  lockInvitation,
  nameOfOrganisation,
  renewInvitation,
  writeInvitation,
} from './invitations.repository.js';

/**
 * Offered roles. Inviting never looks up an account: an address that is known elsewhere and an unknown one get the
 * same answer by the same steps.
 */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountsService,
    private readonly audit: AuditService,
    private readonly security: SecurityLog,
    private readonly mail: MailServer,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Open invitations where the person is an administrator. */
  async list(who: Principal): Promise<Page<object>> {
    const nodes = nodesWhere(who, 'invitation.read');
    const rows = await this.database.read(who.organisationId, (tx) => findOpenInvitations(tx, nodes));
    return { items: await this.#views(rows), nextCursor: null };
  }

  /**
   * Invites, or invites again: an older link to the same establishment becomes invalid.
   * @throws DomainError 403, 409 for somebody who has a role there, 422
   */
  async invite(
    who: Principal,
    input: { email: string; name?: string | undefined; role: Role; establishmentId: string },
    origin: Origin,
  ) {
    const { role, establishmentId, name = '' } = input;
    await this.database.read(who.organisationId, (tx) => placeFor(tx, who, establishmentId, 'member.manage'));
    const email = input.email.toLowerCase();
    if (await isMemberThere(this.database, who.organisationId, establishmentId, email)) {
      throw conflict('member_exists');
    }
    const token = newToken();
    const row = await this.database.tenant(who.organisationId, async (tx) => {
      const invited = { email, name, role, establishmentId };
      return this.#noted(tx, who, await writeInvitation(tx, who, invited, hashOfToken(token)));
    });
    await this.#note(who, 'invited', origin, { email, role });
    return this.#deliver(who, row, token);
  }

  /** A new link, valid for seven days. @throws DomainError 403, 404 */
  async sendAgain(who: Principal, id: string, origin: Origin) {
    const token = newToken();
    const row = await this.database.tenant(who.organisationId, async (tx) => {
      await this.#lock(tx, who, id);
      await renewInvitation(tx, id, hashOfToken(token));
      return this.#noted(tx, who, id);
    });
    await this.#note(who, 'invited', origin, { email: row.email, role: row.role });
    return this.#deliver(who, row, token);
  }

  /** @throws DomainError 403, 404 */
  async revoke(who: Principal, id: string): Promise<void> {
    await this.database.tenant(who.organisationId, async (tx) => {
      const { email, role } = await this.#lock(tx, who, id);
      await deleteInvitation(tx, id);
      await this.audit.record(tx, who, 'member.invitation_revoked', id, { email, role });
    });
  }

  /**
   * Sends the link by e-mail when there is a mail server, else returns it. A refused e-mail is reported, and may be
   * sent again.
   */
  async #deliver(who: Principal, row: InvitationRow, token: string) {
    const link = `${this.config.PUBLIC_URL}/invitation/${token}`;
    const [invitation] = await this.#views([row]);
    if (!this.mail.configured) return { invitation, delivery: 'link', link };
    const organisation = await this.database.read(who.organisationId, (tx) =>
      nameOfOrganisation(tx, who.organisationId),
    );
    const words = { link, organisation, by: who.userName };
    try {
      await this.mail.send(invitationLetter({ name: row.name, email: row.email }, words, who.locale));
      return { invitation, delivery: 'mail', link: null };
    } catch (error) {
      this.logger.warn({ err: error }, 'an invitation was not sent');
      return { invitation, delivery: 'mail_failed', link: null };
    }
  }

  async #noted(tx: Tx, who: Principal, id: string): Promise<InvitationRow> {
    const row = await findInvitation(tx, id);
    if (!row) throw notFound('invitation');
    const { email, role, establishmentId } = row;
    await this.audit.record(tx, who, 'member.invited', id, { email, role, establishmentId });
    return row;
  }

  async #note(
    who: Principal,
    kind: 'invited',
    origin: Origin,
    detail: Record<string, unknown>,
  ): Promise<void> {
    await this.security.record({
      kind,
      userId: who.userId,
      organisationId: who.organisationId,
      origin,
      detail,
    });
  }

  async #lock(tx: Tx, who: Principal, id: string): Promise<InvitationRow> {
    const row = await lockInvitation(tx, id);
    if (!row) throw notFound('invitation');
    requireAt(who, row.path, 'member.manage');
    return row;
  }

  async #views(rows: readonly InvitationRow[]) {
    const people = await this.accounts.byId(rows.map((row) => row.invitedBy));
    return rows.map((row) => ({
      id: row.id,
      email: row.email,
      name: row.name,
      role: row.role,
      establishmentId: row.establishmentId,
      establishmentName: row.establishmentName,
      invitedBy: people.get(row.invitedBy)?.name ?? '',
      createdAt: row.createdAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
    }));
  }
}
