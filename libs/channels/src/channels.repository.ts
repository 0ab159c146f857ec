import type { Queryable, Tx } from '#lib/database';
import { notFound } from '#lib/kernel';
import type { Platform } from '#lib/platforms';
import type { Channel } from './channel.entity.js';
import { lostMessages } from './lost-credential.sql.js';

/** A channel with its establishment. */
export type ChannelRow = Channel & {
  establishmentName: string;
  /** Establishments from the root to the channel's own. */
  path: string[];
};

/** `heldUntil` is the later end of the channel's own hold and of the whole application's; null once both are over. */
const SELECT = `
  SELECT c.organisation_id AS "organisationId", c.id, c.platform, c.name, c.handle, c.remote_id AS "remoteId",
    c.time_zone AS "timeZone", c.state, c.state_reason AS "stateReason",
    c.baseline_placement AS "baselinePlacement", c.establishment_id AS "establishmentId", c.credential,
    c.token_expires_at AS "tokenExpiresAt", c.token_end_assumed AS "tokenEndAssumed",
    c.created_at AS "createdAt",
    nullif(
      greatest(c.held_until, (SELECT n.held_until FROM network_hold n WHERE n.platform = c.platform), now()),
      now()
    ) AS "heldUntil",
    e.name AS "establishmentName", e.path
  FROM channel c
  JOIN establishment e ON e.organisation_id = c.organisation_id AND e.id = c.establishment_id
  WHERE c.removed_at IS NULL`;

/** Channels below some nodes. @param nodes null for the whole organisation */
export const findChannels = (tx: Tx, nodes: string[] | null): Promise<ChannelRow[]> =>
  tx.query(
    `${SELECT} AND ($1::uuid[] IS NULL OR e.path && $1)
     ORDER BY e.path, c.platform, c.name`,
    [nodes],
  );

/** @throws DomainError 404 */
export async function getChannel(tx: Tx, id: string): Promise<ChannelRow> {
  const [row] = await tx.query<ChannelRow[]>(`${SELECT} AND c.id = $1`, [id]);
  if (!row) throw notFound('channel');
  return row;
}

/**
 * Locks a channel until the transaction ends, after waiting for other changes to commit. Not its key: posts that name
 * the channel are written meanwhile.
 * @throws DomainError 404
 */
export async function lockChannel(tx: Tx, id: string): Promise<ChannelRow> {
  await tx.query('SELECT 1 FROM channel WHERE id = $1 FOR NO KEY UPDATE', [id]);
  return getChannel(tx, id);
}

/** Whether a network holds the whole application. */
export const isApplicationHeld = async (tx: Tx, platform: Platform): Promise<boolean> =>
  (
    await tx.query<unknown[]>('SELECT 1 FROM network_hold WHERE platform = $1 AND held_until > now()', [
      platform,
    ])
  ).length > 0;

/** Ends the hold of the whole application. */
export async function endApplicationHold(tx: Tx, platform: Platform): Promise<void> {
  await tx.query('DELETE FROM network_hold WHERE platform = $1', [platform]);
}

/** An establishment that a channel can belong to, with the zone that the channel uses unless it has its own. */
export interface Place {
  path: string[];
  timeZone: string;
}

const PLACE = 'SELECT path, time_zone AS "timeZone" FROM establishment WHERE id = $1';

/** Undefined when the organisation has no such establishment. */
export const findPlace = async (tx: Tx, id: string): Promise<Place | undefined> =>
  (await tx.query<Place[]>(PLACE, [id]))[0];

/** $1 organisation, $2 channel, $3 reason, $4 the sealed credential that was refused. */
const LOSE_CREDENTIAL = `
  WITH lost AS (
    UPDATE channel SET state = 'reconnect_needed', state_reason = $3
    WHERE organisation_id = $1
      AND id = $2
      AND state = 'connected'
      AND credential = $4
    RETURNING organisation_id, id, state_reason AS reason
  ), told AS (${lostMessages('lost')})
  SELECT id FROM lost`;

/**
 * Marks the credential of a channel as refused, and notifies people once. Only the refused credential can be lost,
 * so however many publications fail, it is one incident, which ends when the channel is connected again.
 * @param channel with the credential that was refused
 * @param reason the network's error code
 */
export async function loseCredential(
  where: Queryable,
  { organisationId, id, credential }: Pick<Channel, 'organisationId' | 'id' | 'credential'>,
  reason: string,
): Promise<void> {
  await where.query(LOSE_CREDENTIAL, [organisationId, id, reason, credential]);
}
