import { statement } from '#lib/database';

interface HeartbeatValues {
  worker: string;
  version: string;
  /** The worker's clock, UTC ms. */
  clockMs: number;
  /** Since its last sweep; null when there was none yet. */
  sweptAgoMs: number | null;
  /** JSON of how it stands, by network. */
  slots: string;
}

/** A worker's heartbeat. */
export const HEARTBEAT = statement<HeartbeatValues>(`
  INSERT INTO worker_beat (id, version, clock_offset_ms, swept_at, slots)
  VALUES (
    :worker,
    :version,
    :clockMs - extract(epoch FROM clock_timestamp()) * 1000,
    clock_timestamp() - make_interval(secs => :sweptAgoMs::float8 / 1000),
    :slots)
  ON CONFLICT (id) DO UPDATE SET
    seen_at = now(),
    clock_offset_ms = excluded.clock_offset_ms,
    swept_at = excluded.swept_at,
    slots = excluded.slots`);

/** Notes that a worker reached its queue. */
export const QUEUE_SEEN = statement<{ worker: string }>(
  'UPDATE worker_beat SET queue_seen_at = now() WHERE id = :worker',
);

/** Removes a worker that stops. */
export const REMOVE_WORKER = statement<{ worker: string }>('DELETE FROM worker_beat WHERE id = :worker');
