import type { Database, Tx } from '#lib/database';

/** Serialises concurrent streams of one person. $1 person. */
const ONE_AT_A_TIME = `SELECT pg_advisory_xact_lock(hashtextextended($1, 1))`;

/** $1 person, $2 age beyond which a row has ended with its process, s. */
const FORGET = `
  DELETE FROM auth.live_stream
  WHERE user_id = $1
    AND seen_at < now() - make_interval(secs => $2)`;

/** $1 stream, $2 person, $3 most streams of a person. */
const TAKE = `
  INSERT INTO auth.live_stream (id, user_id)
  SELECT $1, $2 WHERE (SELECT count(*) FROM auth.live_stream WHERE user_id = $2) < $3
  RETURNING id`;

/** Also inserts streams that were deleted while the database did not answer. $1 streams, $2 their persons. */
const KEEP = `
  WITH kept AS (
    INSERT INTO auth.live_stream (id, user_id) SELECT * FROM unnest($1::uuid[], $2::text[])
    ON CONFLICT (id) DO UPDATE SET seen_at = now() RETURNING id
  ) SELECT id FROM kept`;

/** $1 streams. */
const END = `
  WITH ended AS (DELETE FROM auth.live_stream WHERE id = ANY($1) RETURNING id)
  SELECT id FROM ended`;

/**
 * Adds a stream of a person, unless they have as many as they may have.
 * @param forgottenS age beyond which a row has ended with its process, s
 * @returns whether it was added
 */
export async function addStream(
  tx: Tx,
  { id, userId, most, forgottenS }: { id: string; userId: string; most: number; forgottenS: number },
): Promise<boolean> {
  await tx.query(ONE_AT_A_TIME, [userId]);
  await tx.query(FORGET, [userId, forgottenS]);
  return (await tx.query<unknown[]>(TAKE, [id, userId, most])).length > 0;
}

/** Refreshes streams. @param streams the person of each stream */
export async function keepStreams(database: Database, streams: ReadonlyMap<string, string>): Promise<void> {
  await database.query(KEEP, [[...streams.keys()], [...streams.values()]]);
}

export async function endStream(database: Database, id: string): Promise<void> {
  await database.query(END, [[id]]);
}
