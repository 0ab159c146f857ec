import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import { decodeCursor, newId, type Page, toPage } from '#lib/kernel';
import type { Origin } from '../access/origin.js';
import { type Principal, nodesWhere } from '../access/principal.js';
import type { SecurityEventKind } from '../account.schemas.js';

interface Row {
  id: string;
  at: Date;
  kind: SecurityEventKind;
  user_id: string;
  name: string | null;
  email: string | null;
  address: string | null;
  device: string | null;
  actor_id: string | null;
  actor_name: string | null;
  detail: Record<string, unknown>;
}

export interface SecurityEvent {
  kind: SecurityEventKind;
  userId: string;
  /** The organisation it concerns; absent for what concerns the account itself. */
  organisationId?: string;
  /** Who did it, when it was somebody else. */
  actor?: Pick<Principal, 'userId' | 'userName'>;
  origin?: Origin | undefined;
  /** Never a secret, nor what was typed. */
  detail?: Record<string, unknown>;
}

const SELECT = `SELECT s.id, s.at, s.kind, s.user_id, u.name, u.email, s.address, s.device, s.actor_id, s.actor_name, s.detail
  FROM auth.security_event s LEFT JOIN auth."user" u ON u.id = s.user_id`;

/**
 * What happened to accounts: sign-ins and refusals, passwords, second factors, sessions, keys and rights. Rows are only
 * added; the application may not change them, and they go by age alone (400 days), by one function of the database, with all else that grows.
 */
@Injectable()
export class SecurityLog {
  constructor(private readonly database: Database) {}

  async record({ kind, userId, organisationId, actor, origin, detail = {} }: SecurityEvent): Promise<void> {
    await this.database.query(
      `INSERT INTO auth.security_event (id, user_id, organisation_id, kind, address, device, actor_id, actor_name, detail)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        newId(),
        userId,
        organisationId ?? null,
        kind,
        origin?.address ?? null,
        origin?.device ?? null,
        actor?.userId ?? null,
        actor?.userName ?? null,
        JSON.stringify(detail),
      ],
    );
  }

  /** A person's own: all that happened to their account. */
  own(who: Principal, query: { limit: number; cursor?: string | undefined }): Promise<Page<object>> {
    return this.#page(query, 's.user_id = $3', [who.userId]);
  }

  /** An administrator's: of the people who have a role where they administer, without what another organisation did. */
  ofOrganisation(
    who: Principal,
    query: { limit: number; cursor?: string | undefined },
  ): Promise<Page<object>> {
    const nodes = nodesWhere(who, 'security.read');
    return this.#page(
      query,
      // Whoever administers everything also reads of those who have left. Asked row by row, latest first, until a page is full.
      `($4::uuid[] IS NULL AND s.organisation_id = $3
         OR (s.organisation_id IS NULL OR s.organisation_id = $3) AND EXISTS (
           SELECT 1 FROM member m JOIN establishment e ON e.organisation_id = m.organisation_id AND e.id = m.establishment_id
           WHERE m.organisation_id = $3 AND m.user_id = s.user_id AND ($4::uuid[] IS NULL OR e.path && $4)))`,
      [who.organisationId, nodes],
    );
  }

  async #page(
    { limit, cursor }: { limit: number; cursor?: string | undefined },
    where: string,
    parameters: unknown[],
  ): Promise<Page<object>> {
    const after = decodeCursor(cursor, 1);
    const rows = await this.database.query<Row>(
      `${SELECT} WHERE ($1::uuid IS NULL OR s.id < $1) AND ${where} ORDER BY s.id DESC LIMIT $2`,
      [after?.[0] ?? null, limit + 1, ...parameters],
    );
    return toPage(
      rows,
      limit,
      (row) => [row.id],
      (row) => ({
        id: row.id,
        at: row.at.toISOString(),
        kind: row.kind,
        userId: row.user_id,
        name: row.name ?? '',
        email: row.email ?? '',
        address: row.address,
        device: row.device,
        actorId: row.actor_id,
        actorName: row.actor_name,
        detail: row.detail,
      }),
    );
  }
}
