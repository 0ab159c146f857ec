import { type Database, statement } from '#lib/database';
import { IS_VISIBLE } from '../access/target-establishment.repository.js';
import type { SecurityEventKind } from '../account.schemas.js';

/** A stored security event of an account. */
interface Kept {
  id: string;
  kind: SecurityEventKind;
  userId: string;
  /** Null when unknown. */
  address: string | null;
  device: string | null;
  /** Who did it; null for the person. */
  actorId: string | null;
  actorName: string | null;
  detail: Record<string, unknown>;
}

export interface NewSecurityEvent extends Kept {
  /** Null when it concerns the account itself. */
  organisationId: string | null;
}

/** @param detail as JSON */
const ADD = statement<Omit<NewSecurityEvent, 'detail'> & { detail: string }>(`
  INSERT INTO auth.security_event
    (id, user_id, organisation_id, kind, address, device, actor_id, actor_name, detail)
  VALUES (:id, :userId, :organisationId, :kind, :address, :device, :actorId, :actorName, :detail)`);

export async function addSecurityEvent(database: Database, event: NewSecurityEvent): Promise<void> {
  await ADD.rows(database, { ...event, detail: JSON.stringify(event.detail) });
}

export interface SecurityEventRow extends Kept {
  at: Date;
  /** Null for a deleted account, as its address is. */
  name: string | null;
  email: string | null;
}

/** Position of a page: the latest first, after an id, or null. */
export interface PagePosition {
  after: string | null;
  rows: number;
}

/** The latest first. @param condition further one for the events `s` */
const page = (condition: string): string => `
  SELECT s.id, s.at, s.kind, s.user_id AS "userId", u.name, u.email, s.address, s.device,
    s.actor_id AS "actorId", s.actor_name AS "actorName", s.detail
  FROM auth.security_event s
  LEFT JOIN auth."user" u ON u.id = s.user_id
  WHERE (:after::uuid IS NULL OR s.id < :after)
    AND ${condition}
  ORDER BY s.id DESC LIMIT :rows`;

const OWN = statement<PagePosition & { userId: string }, SecurityEventRow>(page('s.user_id = :userId'));

/** What happened to one account. */
export const findOwnSecurityEvents = (
  database: Database,
  position: PagePosition,
  userId: string,
): Promise<SecurityEventRow[]> => OWN.rows(database, { ...position, userId });

/**
 * An administrator of the whole organisation also sees people who have left. Rows are filtered one by one, latest
 * first, until the page is full.
 */
const OF_ORGANISATION = statement<
  PagePosition & { organisationId: string; nodes: string[] | null },
  SecurityEventRow
>(
  page(`(
      (
        :nodes::uuid[] IS NULL
        AND s.organisation_id = :organisationId
      )
      OR (
        (s.organisation_id IS NULL OR s.organisation_id = :organisationId)
        AND EXISTS (
          SELECT 1 FROM member m
          JOIN establishment e
            ON e.organisation_id = m.organisation_id
            AND e.id = m.establishment_id
          WHERE m.organisation_id = :organisationId
            AND m.user_id = s.user_id
            AND ${IS_VISIBLE}
        )
      )
    )`),
);

/**
 * Events of accounts with a role below some nodes, without those of other organisations.
 * @param nodes null for the whole organisation
 */
export const findSecurityEvents = (
  database: Database,
  position: PagePosition,
  organisationId: string,
  nodes: string[] | null,
): Promise<SecurityEventRow[]> => OF_ORGANISATION.rows(database, { ...position, organisationId, nodes });
