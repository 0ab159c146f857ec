import type { Database, Tx } from '#lib/database';
import type { SlotStanding } from '#lib/publishing';
import { LATE } from './late.sql.js';

/** A channel that cannot publish, with the reason. */
export interface TroubledChannel {
  id: string;
  name: string;
  platform: string;
  state: string;
  reason: string | null;
}

/** A worker's last heartbeat; ages in seconds, by the database's clock. */
export interface WorkerRow {
  id: string;
  version: string;
  seenAt: Date;
  sweptAt: Date | null;
  seenAgoS: number;
  sweptAgoS: number | null;
  queueAgoS: number | null;
  clockOffsetMs: number;
  slots: Record<string, SlotStanding>;
}

/** Counts of due publications at `now`. */
export interface DueRow {
  due: number;
  late: number;
  oldestDueAt: Date | null;
  oldestDueS: number | null;
  mailsGivenUp: number;
  now: Date;
}

/** Whole seconds since an instant, by the wall clock and not the statement's. */
const AGO = (instant: string): string => `floor(extract(epoch FROM clock_timestamp() - ${instant}))::int`;

/** $1 organisation. */
const TROUBLED = `
  SELECT id, name, platform, state, state_reason AS reason
  FROM channel
  WHERE organisation_id = $1
    AND removed_at IS NULL
    AND state <> 'connected'
  ORDER BY state DESC, name
  LIMIT 200`;

/** Channels of an organisation that are not connected; those with a refused credential first. */
export const findTroubledChannels = (tx: Tx, organisationId: string): Promise<TroubledChannel[]> =>
  tx.query(TROUBLED, [organisationId]);

const WORKERS = `
  SELECT id, version, seen_at AS "seenAt", swept_at AS "sweptAt", clock_offset_ms AS "clockOffsetMs", slots,
    ${AGO('seen_at')} AS "seenAgoS",
    ${AGO('swept_at')} AS "sweptAgoS",
    ${AGO('queue_seen_at')} AS "queueAgoS"
  FROM worker_beat
  WHERE seen_at > clock_timestamp() - interval '1 hour'
  ORDER BY seen_at DESC
  LIMIT 100`;

/** Workers with a heartbeat within the hour, the latest first. */
export const findWorkers = (database: Database): Promise<WorkerRow[]> => database.query(WORKERS);

/** $1 and $2 maximum age of a worker's heartbeat, and of its last contact with the queue, s. */
const WORKING = `
  SELECT EXISTS (
    SELECT 1
    FROM worker_beat
    WHERE seen_at > clock_timestamp() - make_interval(secs => $1)
      AND queue_seen_at > clock_timestamp() - make_interval(secs => $2)
  ) AS ok`;

/** Whether any worker has a recent heartbeat and recently reached the queue. */
export async function isAnyWorking(database: Database, seenS: number, queueS: number): Promise<boolean> {
  const [row] = await database.query<{ ok: boolean }>(WORKING, [seenS, queueS]);
  return row?.ok === true;
}

/** $1 organisation, or null for all of them. */
const DUE = `
  SELECT count(*)::int AS due,
    count(*) FILTER (WHERE ${LATE})::int AS late,
    min(due_at) AS "oldestDueAt",
    ${AGO('min(due_at)')} AS "oldestDueS",
    clock_timestamp() AS now,
    (
      SELECT count(*)::int
      FROM mail_digest
      WHERE state = 'given_up'
        AND created_at > clock_timestamp() - interval '1 day'
    ) AS "mailsGivenUp"
  FROM publication u
  WHERE wake_at <= statement_timestamp()
    AND due_at <= statement_timestamp()
    AND state IN ('pending', 'publishing')
    AND ($1::uuid IS NULL OR organisation_id = $1)`;

/** Counts due publications, of one organisation or of all, and e-mails given up within a day. */
export async function countDue(database: Database, organisationId: string | null): Promise<DueRow> {
  const [row] = await database.query<DueRow>(DUE, [organisationId]);
  if (!row) throw new Error('An aggregate always has a row');
  return row;
}

/** Resolves when the database answers. */
export async function reachDatabase(database: Database): Promise<void> {
  await database.query('SELECT 1');
}
