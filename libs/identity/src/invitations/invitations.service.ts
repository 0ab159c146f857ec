import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Database, type Tx } from '#lib/database';
import {
  CONFIG,
  type Config,
  conflict,
  invalid,
  LOGGER,
  MailServer,
  newId,
  notFound,
  type Page,
} from '#lib/kernel';
import type { Origin } from '../access/origin.js';
import { type Principal, requireAt, nodesWhere } from '../access/principal.js';
import { AuditService } from '../audit/audit.service.js';
import { AccountsService } from '../auth/accounts.service.js';
import type { Role } from '../rules/permissions.js';
import { hashOfToken, newToken } from '../links/one-time.js';
import { invitationLetter } from '../people/letters.js';
import { SecurityLog } from '../security/security-log.js';

interface Row {
  id: string;
  email: string;
  name: string;
  role: Role;
  establishment_id: string;
  establishment_name: string;
  path: string[];
  invited_by: string;
  created_at: Date;
  expires_at: Date;
}

const SELECT = `SELECT i.id, i.email, i.name, i.role, i.establishment_id, e.name AS establishment_name, e.path, i.invited_by,
    i.created_at, i.expires_at
  FROM invitation i JOIN establishment e ON e.organisation_id = i.organisation_id AND e.id = i.establishment_id`;

const LIVES = `interval '7 days'`;

/**
 * Roles that wait for their person. Inviting looks up no account: an address that somebody has in another organisation,
 * and one that nobody has, are answered by the same steps.
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

  /** Those that still may be accepted, where the person administers. */
  async list(who: Principal): Promise<Page<object>> {
    const nodes = nodesWhere(who, 'invitation.read');
    const rows = await this.database.read(who.organisationId, (tx) =>
      tx.query<Row[]>(
        `${SELECT} WHERE i.expires_at > now() AND ($1::uuid[] IS NULL OR e.path && $1) ORDER BY i.created_at DESC LIMIT 500`,
        [nodes],
      ),
    );
    return { items: await this.#views(rows), nextCursor: null };
  }

  /**
   * Invites, or invites again: an older link to the same role at the same establishment works no more.
   * @throws DomainError 403, 409 for somebody who has a role there, 422
   */
  async invite(
    who: Principal,
    input: { email: string; name?: string | undefined; role: Role; establishmentId: string },
    origin: Origin,
  ) {
    const path = await this.#pathOf(who, input.establishmentId);
    requireAt(who, path, 'member.manage');
    const email = input.email.toLowerCase();
    await this.#refuseMember(who.organisationId, email, input.establishmentId);
    const token = newToken();
    const row = await this.database.tenant(who.organisationId, async (tx) => {
      const [made] = await tx.query<{ id: string }[]>(
        `INSERT INTO invitation AS i (organisation_id, id, email, name, role, establishment_id, token_hash, invited_by, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, now() + ${LIVES})
         ON CONFLICT ON CONSTRAINT invitation_once DO UPDATE SET name = excluded.name, role = excluded.role,
           token_hash = excluded.token_hash, invited_by = excluded.invited_by, expires_at = excluded.expires_at
         RETURNING id`,
        [
          who.organisationId,
          newId(),
          email,
          input.name ?? '',
          input.role,
          input.establishmentId,
          hashOfToken(token),
          who.userId,
        ],
      );
      return this.#noted(tx, who, made?.id ?? '', 'member.invited');
    });
    await this.#note(who, 'invited', origin, { email, role: input.role });
    return this.#deliver(who, row, token);
  }

  /** A new link, and seven more days. @throws DomainError 403, 404 */
  async sendAgain(who: Principal, id: string, origin: Origin) {
    const token = newToken();
    const row = await this.database.tenant(who.organisationId, async (tx) => {
      const found = await this.#get(tx, who, id);
      await tx.query(`UPDATE invitation SET token_hash = $2, expires_at = now() + ${LIVES} WHERE id = $1`, [
        found.id,
        hashOfToken(token),
      ]);
      return this.#noted(tx, who, id, 'member.invited');
    });
    await this.#note(who, 'invited', origin, { email: row.email, role: row.role });
    return this.#deliver(who, row, token);
  }

  /** @throws DomainError 403, 404 */
  async revoke(who: Principal, id: string): Promise<void> {
    await this.database.tenant(who.organisationId, async (tx) => {
      const { email, role } = await this.#get(tx, who, id);
      await tx.query('DELETE FROM invitation WHERE id = $1', [id]);
      await this.audit.record(tx, who, 'member.invitation_revoked', id, { email, role });
    });
  }

  /** By letter where there is a mail server, else by hand. A letter that was not taken is told, and may be sent again. */
  async #deliver(who: Principal, row: Row, token: string) {
    const link = `${this.config.PUBLIC_URL}/invitation/${token}`;
    const [invitation] = await this.#views([row]);
    if (!this.mail.configured) return { invitation, delivery: 'link', link };
    const [organisation] = await this.database.read(who.organisationId, (tx) =>
      tx.query<{ name: string }[]>('SELECT name FROM organisation WHERE id = $1', [who.organisationId]),
    );
    const words = { link, organisation: organisation?.name ?? '', by: who.userName };
    try {
      await this.mail.send(invitationLetter({ name: row.name, email: row.email }, words, who.locale));
      return { invitation, delivery: 'mail', link: null };
    } catch (error) {
      this.logger.warn({ err: error }, 'an invitation was not sent');
      return { invitation, delivery: 'mail_failed', link: null };
    }
  }

  async #noted(tx: Tx, who: Principal, id: string, action: 'member.invited'): Promise<Row> {
    const [row] = await tx.query<Row[]>(`${SELECT} WHERE i.id = $1`, [id]);
    if (!row) throw notFound('invitation');
    const { email, role, establishment_id: establishmentId } = row;
    await this.audit.record(tx, who, action, id, { email, role, establishmentId });
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

  async #get(tx: Tx, who: Principal, id: string): Promise<Row> {
    const [row] = await tx.query<Row[]>(`${SELECT} WHERE i.id = $1 FOR UPDATE OF i`, [id]);
    if (!row) throw notFound('invitation');
    requireAt(who, row.path, 'member.manage');
    return row;
  }

  async #refuseMember(organisationId: string, email: string, establishmentId: string): Promise<void> {
    const rows = await this.database.query<object>(
      `SELECT 1 FROM member m JOIN auth."user" u ON u.id = m.user_id
       WHERE m.organisation_id = $1 AND m.establishment_id = $2 AND u.email = $3`,
      [organisationId, establishmentId, email],
    );
    if (rows.length > 0) throw conflict('member_exists');
  }

  async #pathOf(who: Principal, establishmentId: string): Promise<string[]> {
    const [row] = await this.database.read(who.organisationId, (tx) =>
      tx.query<{ path: string[] }[]>('SELECT path FROM establishment WHERE id = $1', [establishmentId]),
    );
    if (!row) throw invalid([{ path: 'establishmentId', code: 'unknown_reference' }]);
    return row.path;
  }

  async #views(rows: Row[]) {
    const people = await this.accounts.byId(rows.map((row) => row.invited_by));
    return rows.map((row) => ({
      id: row.id,
      email: row.email,
      name: row.name,
      role: row.role,
      establishmentId: row.establishment_id,
      establishmentName: row.establishment_name,
      invitedBy: people.get(row.invited_by)?.name ?? '',
      createdAt: row.created_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
    }));
  }
}
