import { heldMessages } from '#lib/channels';
import { holdNetwork } from '../../quotas/network-hold.sql.js';
import { withParts } from '../../sql.js';

/** Holds every account of a network. $1 network, $2 for how long (ms). */
export const HOLD_NETWORK_SQL = withParts(
  { held: holdNetwork('SELECT $1 AS platform, $2::float8 AS ms') },
  'SELECT platform FROM held',
);

/** Holds one account. $1 organisation, $2 channel, $3 for how long (ms). */
export const HOLD_CHANNEL_SQL = `
  WITH held AS (
    UPDATE channel SET
      held_until = greatest(held_until, clock_timestamp() + make_interval(secs => $3::float8 / 1000))
    WHERE organisation_id = $1 AND id = $2
    RETURNING id
  )
  SELECT id FROM held`;

/** Notifies people of a hold that was cut to the limit. $1 organisation, $2 channel. */
export const TELL_HELD_SQL = withParts(
  { long: 'SELECT $1::uuid AS organisation_id, $2::uuid AS id', told: heldMessages('long') },
  'SELECT id FROM long',
);
