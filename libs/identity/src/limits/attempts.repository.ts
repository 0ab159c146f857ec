import { type Database, statement } from '#lib/database';

/** The count of one key in its window. */
export interface Taken {
  key: string;
  /** Attempts, this one included. */
  points: number;
  /** Until the window ends. */
  seconds: number;
}

/** In the order of keys, which avoids deadlocks. */
const TAKE = statement<{ keys: string[]; seconds: number[] }, Taken>(`
  INSERT INTO auth.attempts AS a (key, points, ends_at)
  SELECT key, 1, now() + make_interval(secs => seconds)
  FROM unnest(:keys::text[], :seconds::int[]) AS t (key, seconds)
  ORDER BY key
  ON CONFLICT (key) DO UPDATE SET
    points = CASE WHEN a.ends_at <= now() THEN 1 ELSE a.points + 1 END,
    ends_at = CASE WHEN a.ends_at <= now() THEN excluded.ends_at ELSE a.ends_at END
  RETURNING key, points, ceil(extract(epoch FROM ends_at - now()))::int AS seconds`);

/** Counts one attempt under each key, in one statement; an ended window starts again. */
export const takeAttempts = (
  database: Database,
  windows: readonly { key: string; seconds: number }[],
): Promise<Taken[]> =>
  TAKE.rows(database, {
    keys: windows.map(({ key }) => key),
    seconds: windows.map(({ seconds }) => seconds),
  });

/** Rows are useless an hour after their window. */
const FORGIVE = statement<{ account: string; address: string }>(`
  WITH forgiven AS (
    DELETE FROM auth.attempts
    WHERE key = :account
      OR ends_at < now() - interval '1 hour'
    RETURNING key
  )
  UPDATE auth.attempts SET points = points - 1
  WHERE key = :address
    AND points > 0
    AND ends_at >= now() - interval '1 hour'`);

/** Resets the account's attempts, gives the address one back, and deletes old rows. */
export async function forgiveAttempts(database: Database, account: string, address: string): Promise<void> {
  await FORGIVE.rows(database, { account, address });
}

const FORGET = statement<{ key: string }>(`
  WITH forgotten AS (DELETE FROM auth.attempts WHERE key = :key RETURNING key)
  SELECT key FROM forgotten`);

/** Resets one key. */
export async function forgetAttempts(database: Database, key: string): Promise<void> {
  await FORGET.rows(database, { key });
}

/** Requests of all processes under one key. */
export interface Requests {
  key: string;
  points: number;
  /** Until the minute ends, ms. */
  leftMs: number;
}

/** A count may be below zero, after requests are given back to an address. */
const ADD = statement<{ keys: string[]; counts: number[] }, Requests>(`
  INSERT INTO auth.attempts AS a (key, points, ends_at)
  SELECT key, points, now() + interval '1 minute'
  FROM unnest(:keys::text[], :counts::int[]) AS t (key, points)
  ORDER BY key
  ON CONFLICT (key) DO UPDATE SET
    points = CASE WHEN a.ends_at <= now() THEN excluded.points ELSE greatest(a.points + excluded.points, 0) END,
    ends_at = CASE WHEN a.ends_at <= now() THEN excluded.ends_at ELSE a.ends_at END
  RETURNING key, points, extract(epoch FROM ends_at - now())::float8 * 1000 AS "leftMs"`);

/** Adds one process's counts in one statement. @returns the counts of all processes */
export const addRequests = (
  database: Database,
  counts: readonly { key: string; count: number }[],
): Promise<Requests[]> =>
  ADD.rows(database, { keys: counts.map(({ key }) => key), counts: counts.map(({ count }) => count) });
