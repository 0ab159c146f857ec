import { type Database, statement, type Tx } from '#lib/database';

/** Serialises concurrent streams of one person. */
const ONE_AT_A_TIME = statement<{ userId: string }>(
  'SELECT pg_advisory_xact_lock(hashtextextended(:userId, 1))',
);

const FORGET = statement<{ userId: string; forgottenS: number }>(`
  DELETE FROM auth.live_stream
  WHERE user_id = :userId
    AND seen_at < now() - make_interval(secs => :forgottenS)`);

const TAKE = statement<{ id: string; userId: string; most: number }>(`
  INSERT INTO auth.live_stream (id, user_id)
  SELECT :id, :userId WHERE (SELECT count(*) FROM auth.live_stream WHERE user_id = :userId) < :most
  RETURNING id`);

/** Also inserts streams that were deleted while the database did not answer. */
const KEEP = statement<{ ids: string[]; userIds: string[] }>(`
  INSERT INTO auth.live_stream (id, user_id) SELECT * FROM unnest(:ids::uuid[], :userIds::text[])
  ON CONFLICT (id) DO UPDATE SET seen_at = now()`);

const END = statement<{ id: string }>('DELETE FROM auth.live_stream WHERE id = :id');

/**
 * Adds a stream of a person, unless they have as many as they may have.
 * @param forgottenS age beyond which a row has ended with its process, s
 * @returns whether it was added
 */
export async function addStream(
  tx: Tx,
  { id, userId, most, forgottenS }: { id: string; userId: string; most: number; forgottenS: number },
): Promise<boolean> {
  await ONE_AT_A_TIME.rows(tx, { userId });
  await FORGET.rows(tx, { userId, forgottenS });
  return (await TAKE.rows(tx, { id, userId, most })).length > 0;
}

/** Refreshes streams. @param streams the person of each stream */
export async function keepStreams(database: Database, streams: ReadonlyMap<string, string>): Promise<void> {
  await KEEP.rows(database, { ids: [...streams.keys()], userIds: [...streams.values()] });
}

export async function endStream(database: Database, id: string): Promise<void> {
  await END.rows(database, { id });
}
