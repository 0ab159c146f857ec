import type { Database } from '#lib/database';

/** The count of one key in its window. */
export interface Taken {
  key: string;
  /** Attempts, this one included. */
  points: number;
  /** Until the window ends. */
  seconds: number;
}

/**
 * In the order of keys, which avoids deadlocks.
 * $1 keys, $2 seconds of each.
 */
const TAKE = `
  INSERT INTO auth.attempts AS a (key, points, ends_at)
  SELECT key, 1, now() + make_interval(secs => seconds)
  FROM unnest($1::text[], $2::int[]) AS t (key, seconds)
  ORDER BY key
  ON CONFLICT (key) DO UPDATE SET
    points = CASE WHEN a.ends_at <= now() THEN 1 ELSE a.points + 1 END,
    ends_at = CASE WHEN a.ends_at <= now() THEN excluded.ends_at ELSE a.ends_at END
  RETURNING key, points, ceil(extract(epoch FROM ends_at - now()))::int AS seconds`;

/** Counts one attempt under each key, in one statement; an ended window starts again. */
export const takeAttempts = (
  database: Database,
  windows: readonly { key: string; seconds: number }[],
): Promise<Taken[]> =>
  database.query<Taken>(TAKE, [windows.map(({ key }) => key), windows.map(({ seconds }) => seconds)]);

/** Rows are useless an hour after their window. $1 the account's key, $2 the address's. */
const FORGIVE = `
  WITH forgiven AS (
    DELETE FROM auth.attempts
    WHERE key = $1
      OR ends_at < now() - interval '1 hour'
    RETURNING key
  )
  UPDATE auth.attempts SET points = points - 1
  WHERE key = $2
    AND points > 0
    AND ends_at >= now() - interval '1 hour'`;

/** Resets the account's attempts, gives the address one back, and deletes old rows. */
export async function forgiveAttempts(database: Database, account: string, address: string): Promise<void> {
  await database.query(FORGIVE, [account, address]);
}

/** $1 the key. */
const FORGET = `
  WITH forgotten AS (DELETE FROM auth.attempts WHERE key = $1 RETURNING key)
  SELECT key FROM forgotten`;

/** Resets one key. */
export async function forgetAttempts(database: Database, key: string): Promise<void> {
  await database.query(FORGET, [key]);
}

/** Requests of all processes under one key. */
export interface Requests {
  key: string;
  points: number;
  /** Until the minute ends, ms. */
  leftMs: number;
}

/** A count may be below zero, after requests are given back to an address. $1 keys, $2 requests of each. */
const ADD = `
  INSERT INTO auth.attempts AS a (key, points, ends_at)
  SELECT key, points, now() + interval '1 minute'
  FROM unnest($1::text[], $2::int[]) AS t (key, points)
  ORDER BY key
  ON CONFLICT (key) DO UPDATE SET
    points = CASE WHEN a.ends_at <= now() THEN excluded.points ELSE greatest(a.points + excluded.points, 0) END,
    ends_at = CASE WHEN a.ends_at <= now() THEN excluded.ends_at ELSE a.ends_at END
  RETURNING key, points, extract(epoch FROM ends_at - now())::float8 * 1000 AS "leftMs"`;

/** Adds one process's counts in one statement. @returns the counts of all processes */
export const addRequests = (
  database: Database,
  counts: readonly { key: string; count: number }[],
): Promise<Requests[]> =>
  database.query<Requests>(ADD, [counts.map(({ key }) => key), counts.map(({ count }) => count)]);
