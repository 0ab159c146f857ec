import { type Database, statement, type Tx } from '#lib/database';
import { IS_VISIBLE } from '#lib/identity';
import { notFound } from '#lib/kernel';
import type { ChannelLink } from './channel-link.entity.js';

type Written = Pick<
  ChannelLink,
  'organisationId' | 'id' | 'establishmentId' | 'platform' | 'tokenHash' | 'madeBy'
>;

const ADD = statement<Written>(`
  INSERT INTO channel_link (organisation_id, id, establishment_id, platform, token_hash, made_by, expires_at)
  VALUES (:organisationId, :id, :establishmentId, :platform, :tokenHash, :madeBy, now() + interval '14 days')`);

/** A link for somebody who may be away for a week: two weeks. */
export async function addLink(tx: Tx, link: Written): Promise<void> {
  await ADD.rows(tx, link);
}

/** A link with its establishment. */
export interface LinkRow extends Omit<Written, 'tokenHash'> {
  establishmentName: string;
  /** Establishments from the root to the link's own. */
  path: string[];
  createdAt: Date;
  expiresAt: Date;
}

const SELECT = `
  SELECT l.organisation_id AS "organisationId", l.id, l.establishment_id AS "establishmentId", l.platform,
    l.made_by AS "madeBy", l.created_at AS "createdAt", l.expires_at AS "expiresAt",
    e.name AS "establishmentName", e.path
  FROM channel_link l
  JOIN establishment e
    ON e.organisation_id = l.organisation_id
    AND e.id = l.establishment_id
  WHERE l.expires_at > now()`;

const BELOW = statement<{ nodes: string[] | null }, LinkRow>(`${SELECT}
    AND ${IS_VISIBLE}
  ORDER BY l.created_at DESC, l.id`);

/** Links that can still be used, newest first. @param nodes null for the whole organisation */
export const findLinks = (tx: Tx, nodes: string[] | null): Promise<LinkRow[]> => BELOW.rows(tx, { nodes });

const LOCK = statement<{ id: string }, LinkRow>(`${SELECT}
    AND l.id = :id
  FOR UPDATE OF l`);

/** A link, locked until the transaction ends. @throws DomainError 404 for one that is used, revoked or expired */
export async function lockLink(tx: Tx, id: string): Promise<LinkRow> {
  const row = await LOCK.row(tx, { id });
  if (!row) throw notFound('link');
  return row;
}

const REMOVE = statement<{ id: string }>('DELETE FROM channel_link WHERE id = :id');

/** Ends a link. */
export async function removeLink(tx: Tx, id: string): Promise<void> {
  await REMOVE.rows(tx, { id });
}

/** A link as its holder sees it. */
export interface OpenedLink extends LinkRow {
  organisationName: string;
}

const OPEN = statement<{ tokenHash: string }, OpenedLink>(`
  SELECT found.*, o.name AS "organisationName"
  FROM (${SELECT}
    AND l.token_hash = :tokenHash) found
  JOIN organisation o ON o.id = found."organisationId"`);

/** Of whichever organisation. @returns undefined for a link that is unknown, used, revoked or expired */
export const findByToken = (database: Database, tokenHash: string): Promise<OpenedLink | undefined> =>
  OPEN.row(database, { tokenHash });
