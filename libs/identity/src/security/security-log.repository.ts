import type { Database } from '#lib/database';
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

/** $1 id, $2 account, $3 organisation, $4 kind, $5 address, $6 device, $7 actor, $8 the actor's name, $9 detail. */
const ADD = `
  INSERT INTO auth.security_event
    (id, user_id, organisation_id, kind, address, device, actor_id, actor_name, detail)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;

export async function addSecurityEvent(database: Database, event: NewSecurityEvent): Promise<void> {
  await database.query(ADD, [
    event.id,
    event.userId,
    event.organisationId,
    event.kind,
    event.address,
    event.device,
    event.actorId,
    event.actorName,
    JSON.stringify(event.detail),
  ]);
}

export interface SecurityEventRow extends Kept {
  at: Date;
  /** Null for a deleted account, as its address is. */
  name: string | null;
  email: string | null;
}

/** Position of a page: the latest first, after an id. */
export interface Place {
  after: string | null;
  rows: number;
}

/** The latest first. $1 the id after which to go on, or null, $2 rows. */
const page = (...conditions: string[]): string => `
  SELECT s.id, s.at, s.kind, s.user_id AS "userId", u.name, u.email, s.address, s.device,
    s.actor_id AS "actorId", s.actor_name AS "actorName", s.detail
  FROM auth.security_event s
  LEFT JOIN auth."user" u ON u.id = s.user_id
  WHERE ($1::uuid IS NULL OR s.id < $1)
    AND ${conditions.join('\n    AND ')}
  ORDER BY s.id DESC LIMIT $2`;

/** $3 the account. */
const OWN = page('s.user_id = $3');

/** What happened to one account. */
export const findOwnSecurityEvents = (
  database: Database,
  { after, rows }: Place,
  userId: string,
): Promise<SecurityEventRow[]> => database.query<SecurityEventRow>(OWN, [after, rows, userId]);

/**
 * An administrator of the whole organisation also sees people who have left. Rows are filtered one by one, latest
 * first, until the page is full.
 * $3 organisation, $4 establishments, or null for all.
 */
const OF_ORGANISATION = page(`(
      $4::uuid[] IS NULL AND s.organisation_id = $3
      OR (s.organisation_id IS NULL OR s.organisation_id = $3) AND EXISTS (
        SELECT 1 FROM member m
        JOIN establishment e ON e.organisation_id = m.organisation_id AND e.id = m.establishment_id
        WHERE m.organisation_id = $3
          AND m.user_id = s.user_id
          AND ($4::uuid[] IS NULL OR e.path && $4)
      )
    )`);

/**
 * Events of accounts with a role below some nodes, without those of other organisations.
 * @param nodes null for the whole organisation
 */
export const findSecurityEvents = (
  database: Database,
  { after, rows }: Place,
  organisationId: string,
  nodes: string[] | null,
): Promise<SecurityEventRow[]> =>
  database.query<SecurityEventRow>(OF_ORGANISATION, [after, rows, organisationId, nodes]);
