import { type Queryable, statement, type Tx } from '#lib/database';
import { IS_VISIBLE } from '#lib/identity';
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
    c.server, c.limits,
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
  JOIN establishment e
    ON e.organisation_id = c.organisation_id
    AND e.id = c.establishment_id
  WHERE c.removed_at IS NULL`;

const BELOW = statement<{ nodes: string[] | null }, ChannelRow>(`${SELECT}
    AND ${IS_VISIBLE}
  ORDER BY e.path, c.platform, c.name`);

/** Channels below some nodes. @param nodes null for the whole organisation */
export const findChannels = (tx: Tx, nodes: string[] | null): Promise<ChannelRow[]> =>
  BELOW.rows(tx, { nodes });

const ONE = statement<{ id: string }, ChannelRow>(`${SELECT}
    AND c.id = :id`);

/** @throws DomainError 404 */
export async function getChannel(tx: Tx, id: string): Promise<ChannelRow> {
  const row = await ONE.row(tx, { id });
  if (!row) throw notFound('channel');
  return row;
}

const THESE = statement<{ ids: readonly string[] }, ChannelRow>(`${SELECT}
    AND c.id = ANY(:ids)
  ORDER BY e.path, c.platform, c.name`);

/** Those of some channels that are not removed. */
export const channelsOf = (tx: Tx, ids: readonly string[]): Promise<ChannelRow[]> => THESE.rows(tx, { ids });

/** A channel that an account is, and where. */
type ConnectedChannel = Pick<ChannelRow, 'id' | 'establishmentId' | 'path'>;

const CONNECTED = statement<
  { platform: Platform; remoteIds: readonly string[] },
  ConnectedChannel & { remoteId: string }
>(`
  SELECT c.remote_id AS "remoteId", c.id, c.establishment_id AS "establishmentId", e.path
  FROM channel c
  JOIN establishment e
    ON e.organisation_id = c.organisation_id
    AND e.id = c.establishment_id
  WHERE c.platform = :platform
    AND c.remote_id = ANY(:remoteIds)
    AND c.removed_at IS NULL`);

/** Those of some accounts that are channels, by the network's id of the account. */
export async function accountsConnected(
  tx: Tx,
  platform: Platform,
  remoteIds: readonly string[],
): Promise<Map<string, ConnectedChannel>> {
  const rows = await CONNECTED.rows(tx, { platform, remoteIds });
  return new Map(rows.map(({ remoteId, ...channel }) => [remoteId, channel]));
}

const LOCK = statement<{ id: string }>('SELECT 1 FROM channel WHERE id = :id FOR NO KEY UPDATE');

/**
 * Locks a channel until the transaction ends, after waiting for other changes to commit. Not its key: posts that name
 * the channel are written meanwhile.
 * @throws DomainError 404
 */
export async function lockChannel(tx: Tx, id: string): Promise<ChannelRow> {
  await LOCK.rows(tx, { id });
  return getChannel(tx, id);
}

const HELD = statement<{ platform: Platform }>(`
  SELECT 1
  FROM network_hold
  WHERE platform = :platform
    AND held_until > now()`);

/** Whether a network holds the whole application. */
export const isApplicationHeld = async (tx: Tx, platform: Platform): Promise<boolean> =>
  (await HELD.row(tx, { platform })) !== undefined;

const END_HOLD = statement<{ platform: Platform }>('DELETE FROM network_hold WHERE platform = :platform');

/** Ends the hold of the whole application. */
export async function endApplicationHold(tx: Tx, platform: Platform): Promise<void> {
  await END_HOLD.rows(tx, { platform });
}

/** A channel with its sealed credential. */
type Sealed = Pick<Channel, 'organisationId' | 'id' | 'credential'>;

/** `lost`: the channel, unless its credential is another by now. `notified`: one message for people. */
const LOSE_CREDENTIAL = statement<Sealed & { reason: string }>(`
  WITH lost AS (
    UPDATE channel SET state = 'reconnect_needed', state_reason = :reason
    WHERE organisation_id = :organisationId
      AND id = :id
      AND state = 'connected'
      AND credential = :credential
    RETURNING organisation_id, id, state_reason AS reason
  ), notified AS (${lostMessages('lost')})
  SELECT id FROM lost`);

/**
 * Marks the credential of a channel as refused, and notifies people once. Only the refused credential can be lost,
 * so however many publications fail, it is one incident, which ends when the channel is connected again.
 * @param channel with the credential that was refused
 * @param reason the network's error code
 */
export async function loseCredential(where: Queryable, channel: Sealed, reason: string): Promise<void> {
  await LOSE_CREDENTIAL.rows(where, { ...channel, reason });
}
