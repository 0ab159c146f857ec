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
  type PagePosition,
  type SecurityEventRow,
} from './security-log.repository.js';

interface PageQuery {
  limit: number;
  cursor?: string | undefined;
}

export interface SecurityEvent {
  kind: SecurityEventKind;
  userId: string;
  /** The organisation; absent when it concerns the account itself. */
  organisationId?: string;
  /** Who did it, when it was somebody else. */
  actor?: Pick<Principal, 'userId' | 'userName'>;
  origin?: Origin | undefined;
  /** Never a secret, nor text that was typed. */
  detail?: Record<string, unknown>;
}

/**
 * Events of accounts: sign-ins and refusals, passwords, second factors, sessions, keys and rights. Append-only: the
 * application cannot change rows, and only a database function deletes them, by age (400 days), together with other
 * old rows.
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

  /** All events of the person's own account. */
  async own(who: Principal, query: PageQuery): Promise<Page<object>> {
    return pageOf(query, await findOwnSecurityEvents(this.database, positionOf(query), who.userId));
  }

  /**
   * For an administrator: events of people with a role where they administer, without those of other organisations.
   */
  async ofOrganisation(who: Principal, query: PageQuery): Promise<Page<object>> {
    const nodes = nodesWhere(who, 'security.read');
    const position = positionOf(query);
    return pageOf(query, await findSecurityEvents(this.database, position, who.organisationId, nodes));
  }
}

/** One row more than the page shows whether there is another page. */
const positionOf = ({ limit, cursor }: PageQuery): PagePosition => ({
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
