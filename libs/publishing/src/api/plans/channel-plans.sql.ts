import { sqlList, statement } from '#lib/database';
import { PREPARED, READ_BACK } from '../../rules/stage.js';

interface OfChannel {
  channelId: string;
}

/** Locks the publications that wait on a channel, in the order in which workers lock theirs. */
export const LOCK_WAITING = statement<OfChannel>(`
  SELECT 1 FROM publication
  WHERE channel_id = :channelId
    AND wake_at IS NOT NULL
  ORDER BY id FOR NO KEY UPDATE`);

/**
 * Makes due now what waited for its channel, or could not be read for want of a credential. A publication that waits
 * out its network's visibility time goes on waiting.
 */
export const RESUME = statement<OfChannel>(`
  UPDATE publication SET wake_at = now(), queued_at = NULL
  WHERE channel_id = :channelId
    AND wake_at IS NOT NULL
    AND (stage = 'held'
      OR stage IN ${sqlList(READ_BACK)}
        AND (last_error->>'class' = 'auth'
          OR last_error->>'hint' = 'unread'))`);

/** What was prepared with the old credential is prepared again with the new one. */
export const PREPARE_AGAIN = statement<OfChannel>(`
  UPDATE publication SET stage = 'waiting', fence = fence + 1, lease_until = NULL, queued_at = NULL
  WHERE channel_id = :channelId
    AND state = 'pending'
    AND stage IN ${sqlList(PREPARED)}`);

/** Makes due now the publications of every organisation that wait for a network. */
export const WAKE_PLATFORM = statement<{ platform: string }>('SELECT lineup_wake_network(:platform)');

/** Makes due now what a hold of its channel delayed. */
export const RELEASE = statement<OfChannel>(`
  WITH told AS (
    SELECT id FROM publication
    WHERE channel_id = :channelId
      AND wake_at IS NOT NULL
      AND state = 'pending'
      AND stage = 'retrying'
      AND last_error->>'class' = 'rate_limited'
    ORDER BY id FOR NO KEY UPDATE
  )
  UPDATE publication u SET wake_at = now(), queued_at = NULL
  FROM told
  WHERE u.id = told.id`);
