import { heldMessages } from '#lib/channels';
import { statement } from '#lib/database';
import type { Platform } from '#rules/platforms';
import { holdPlatforms } from '../../quotas/platform-hold.sql.js';
import { withParts } from '../../sql.js';

/** Holds every account of a network. */
export const HOLD_PLATFORM = statement<{ platform: Platform; holdMs: number }>(
  withParts(
    { held: holdPlatforms('SELECT :platform AS platform, :holdMs::float8 AS ms') },
    'SELECT platform FROM held',
  ),
);

interface Channel {
  organisationId: string;
  channelId: string;
}

/** Holds one account. */
export const HOLD_CHANNEL = statement<Channel & { holdMs: number }>(`
  UPDATE channel SET
    held_until = greatest(held_until, clock_timestamp() + make_interval(secs => :holdMs::float8 / 1000))
  WHERE organisation_id = :organisationId
    AND id = :channelId`);

/** Notifies people of a hold that was cut to the limit. */
export const NOTIFY_HELD = statement<Channel>(
  withParts(
    {
      long: 'SELECT :organisationId::uuid AS organisation_id, :channelId::uuid AS id',
      told: heldMessages('long'),
    },
    'SELECT id FROM long',
  ),
);
