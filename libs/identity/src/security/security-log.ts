import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import { decodeCursor, newId, type Page, toPage } from '#lib/kernel';
import type { Origin } from '../access/origin.js';
import { type Principal, nodesWhere } from '../access/principal.js';
import type { SecurityEventKind } from '../account.schemas.js';
import {
  addSecurityEvent,
  findOwnSecurityEvents,
  findSecurityEvents,
  type Place,
  type SecurityEventRow,
} from './security-log.repository.js';

interface PageQuery {
  limit: number;
  cursor?: string | undefined;
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

/**
 * What happened to accounts: sign-ins and refusals, passwords, second factors, sessions, keys and rights. Rows are only
 * added; the application may not change them, and they go by age alone (400 days), by one function of the database, with
 * all else that grows.
 */
@Injectable()
export class SecurityLog {
  constructor(private readonly database: Database) {}

  async record({ kind, userId, organisationId, actor, origin, detail = {} }: SecurityEvent): Promise<void> {
    await addSecurityEvent(this.database, {
      id: newId(),
      userId,
      organisationId: organisationId ?? null,
      kind,
      address: origin?.address ?? null,
      device: origin?.device ?? null,
      actorId: actor?.userId ?? null,
      actorName: actor?.userName ?? null,
      detail,
    });
  }

  /** A person's own: all that happened to their account. */
  async own(who: Principal, query: PageQuery): Promise<Page<object>> {
    return pageOf(query, await findOwnSecurityEvents(this.database, placeOf(query), who.userId));
  }

  /** An administrator's: of the people who have a role where they administer, without what another organisation did. */
  async ofOrganisation(who: Principal, query: PageQuery): Promise<Page<object>> {
    const nodes = nodesWhere(who, 'security.read');
    const place = placeOf(query);
    return pageOf(query, await findSecurityEvents(this.database, place, who.organisationId, nodes));
  }
}

/** One row more than the page has tells whether there is another. */
const placeOf = ({ limit, cursor }: PageQuery): Place => ({
  after: decodeCursor(cursor, 1)?.[0] ?? null,
  rows: limit + 1,
});

const pageOf = ({ limit }: PageQuery, rows: SecurityEventRow[]): Page<object> =>
  toPage(
    rows,
    limit,
    (row) => [row.id],
    (row) => ({
      id: row.id,
      at: row.at.toISOString(),
      kind: row.kind,
      userId: row.userId,
      name: row.name ?? '',
      email: row.email ?? '',
      address: row.address,
      device: row.device,
      actorId: row.actorId,
      actorName: row.actorName,
      detail: row.detail,
    }),
  );
