import type { Database } from '#lib/database';

/** Figures of the engine, from the database. */
export interface EngineFigures {
  due: number;
  late: number;
  queued: number;
  needs_attention: number;
  workers: number;
}

const FIGURES = `
  SELECT count(*) FILTER (WHERE due_at <= now())::int AS due,
    count(*) FILTER (WHERE due_at <= now() - interval '2 minutes' AND attempts = 0)::int AS late,
    count(*) FILTER (WHERE queued_at IS NOT NULL)::int AS queued,
    (SELECT count(*) FROM publication WHERE state = 'needs_attention')::int AS needs_attention,
    (SELECT count(*) FROM worker_beat WHERE seen_at > now() - interval '4 seconds')::int AS workers
  FROM publication
  WHERE wake_at <= now()
    AND state IN ('pending', 'publishing')`;

/** Counts what is due, late, queued and waiting for a person, and the workers that run. */
export async function engineFigures(database: Database): Promise<EngineFigures | null> {
  const [row] = await database.query<EngineFigures>(FIGURES);
  return row ?? null;
}
