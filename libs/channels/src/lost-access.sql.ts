/** Tells of accesses that were lost. @param rows name of a query of `organisation_id`, `id` and `reason` */
export const tellLost = (rows: string): string =>
  `INSERT INTO outbox_message (organisation_id, kind, body)
    SELECT organisation_id, 'channel.reconnect_needed', jsonb_build_object('channelId', id, 'reason', reason) FROM ${rows}`;

/**
 * Marks a channel whose access the network refused, and says so once: only what was connected with that very
 * credential can lose it, so however many publications fail, and whoever notices first, it is one incident. It ends when
 * the channel is connected again. Ends in a SELECT; parameters: organisation, channel, reason, sealed credential.
 */
export const LOSE_ACCESS_SQL = `
  WITH lost AS (
    UPDATE channel SET state = 'reconnect_needed', state_reason = $3
    WHERE organisation_id = $1 AND id = $2 AND state = 'connected' AND credential = $4 RETURNING organisation_id, id, state_reason AS reason
  ), told AS (${tellLost('lost')})
  SELECT id FROM lost`;
