/**
 * A worker's heartbeat.
 * $1 worker, $2 version, $3 its clock (ms since 1970), $4 since its last sweep (ms; null: none yet), $5 standing by
 * network.
 */
export const BEAT_SQL = `
  WITH beat AS (
    INSERT INTO worker_beat (id, version, clock_offset_ms, swept_at, slots)
    VALUES ($1, $2, $3 - extract(epoch FROM clock_timestamp()) * 1000,
      clock_timestamp() - make_interval(secs => $4::float8 / 1000), $5)
    ON CONFLICT (id) DO UPDATE SET
      seen_at = now(),
      clock_offset_ms = excluded.clock_offset_ms,
      swept_at = excluded.swept_at,
      slots = excluded.slots
    RETURNING id
  )
  SELECT id FROM beat`;

/** Notes that a worker reached its queue. $1 worker. */
export const QUEUE_SEEN_SQL = `
  WITH beat AS (UPDATE worker_beat SET queue_seen_at = now() WHERE id = $1 RETURNING id)
  SELECT id FROM beat`;

/** Removes a worker that stops. $1 worker. */
export const GONE_SQL = `
  WITH gone AS (DELETE FROM worker_beat WHERE id = $1 RETURNING id)
  SELECT id FROM gone`;
