import type { Pool } from 'pg';

/** What is kept of a publication, as far as judges look at it. */
export interface Row {
  postId: string;
  state: string;
  stage: string;
  attempts: number;
  /** Whether a worker has it: its lease is not over. */
  held: boolean;
  /** Whether a time is written at which it is looked at again. */
  wakes: boolean;
  /** Whether a worker has written of it that the network was asked: a line since it turned hostile, or what it waits for. */
  told: boolean;
  /** From its due instant until the network accepted it, ms; null when it did not. */
  lateMs: number | null;
  lastError: { class: string; code: string; hint: string } | null;
  channelState: string;
}

/** Lines of the journal that say only that all went well so far. */
const GOES_WELL = `('step', 'armed')`;

export async function rowsOf(database: Pool, postIds: readonly string[]): Promise<Row[]> {
  const { rows } = await database.query<Row>(
    `SELECT u.post_id AS "postId", u.state, u.stage, u.attempts, coalesce(u.lease_until > clock_timestamp(), false) AS held,
       u.wake_at IS NOT NULL AS wakes, (extract(epoch FROM u.published_at - u.due_at) * 1000)::float8 AS "lateMs",
       u.last_error AS "lastError", c.state AS "channelState",
       u.progress ? '$waiting' OR EXISTS (
         SELECT 1 FROM publication_event e WHERE e.organisation_id = u.organisation_id AND e.publication_id = u.id
           AND e.actor LIKE 'worker-%' AND e.kind NOT IN ${GOES_WELL}) AS told
     FROM publication u JOIN channel c ON c.organisation_id = u.organisation_id AND c.id = u.channel_id
     WHERE u.post_id = ANY($1)`,
    [postIds],
  );
  return rows;
}

const OVER = new Set(['published', 'failed', 'needs_attention', 'cancelled']);

/** Whether what the network did is written, and nobody holds it: an end, or when it is looked at again. */
export const isSettled = ({ held, told, state, wakes }: Row): boolean =>
  !held && told && (OVER.has(state) || wakes);

/** Whether nothing more comes of it by itself. */
export const isEnded = ({ state, stage, lastError }: Pick<Row, 'state' | 'stage' | 'lastError'>): boolean =>
  stage === 'held' || lastError?.hint === 'unread' || (OVER.has(state) && stage === 'done');

/** Everything that is kept in words about these posts, one text. Tokens are sealed in the channel's row: that is left out. */
export async function wordsOf(database: Pool, postIds: readonly string[]): Promise<string> {
  const { rows } = await database.query<{ words: string }>(
    `WITH own AS (SELECT * FROM publication WHERE post_id = ANY($1))
     SELECT to_jsonb(own)::text AS words FROM own
     UNION ALL SELECT to_jsonb(e)::text FROM publication_event e JOIN own ON own.organisation_id = e.organisation_id AND own.id = e.publication_id
     UNION ALL SELECT (to_jsonb(c) - 'credential')::text FROM channel c JOIN own ON own.organisation_id = c.organisation_id AND own.channel_id = c.id
     UNION ALL SELECT to_jsonb(p)::text FROM post p WHERE p.id = ANY($1)
     UNION ALL SELECT to_jsonb(n)::text FROM notification n WHERE n.organisation_id IN (SELECT organisation_id FROM own)
     UNION ALL SELECT to_jsonb(o)::text FROM outbox_message o WHERE o.organisation_id IN (SELECT organisation_id FROM own)`,
    [postIds],
  );
  return rows.map(({ words }) => words).join('\n');
}
