import { type Database, type None, statement, type Tx } from '#lib/database';
import type { SlotLoad } from '#lib/publishing';
import type { ChannelState } from '#rules/channels';
import type { Platform } from '#rules/platforms';
import { HAS_WORK, DUE, OVERDUE } from './overdue.sql.js';

/** A channel that cannot publish, with the reason. */
export interface TroubledChannel {
  id: string;
  name: string;
  platform: Platform;
  state: Exclude<ChannelState, 'connected'>;
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
  slots: Record<string, SlotLoad>;
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

/** Figures of the whole engine. Due and late as in {@link DueRow}. */
export interface EngineFigures {
  due: number;
  late: number;
  /** Handed to the queue, and taken by no worker yet. */
  queued: number;
  needsAttention: number;
  /** That reported in the last four seconds. */
  workers: number;
}

/** Whole seconds since an instant, by the wall clock and not the statement's. */
const AGO = (instant: string): string => `floor(extract(epoch FROM clock_timestamp() - ${instant}))::int`;

const TROUBLED = statement<{ organisationId: string }, TroubledChannel>(`
  SELECT id, name, platform, state, state_reason AS reason
  FROM channel
  WHERE organisation_id = :organisationId
    AND removed_at IS NULL
    AND state <> 'connected'
  ORDER BY state DESC, name
  LIMIT 200`);

/** Channels of an organisation that are not connected; those with a refused credential first. */
export const findTroubledChannels = (tx: Tx, organisationId: string): Promise<TroubledChannel[]> =>
  TROUBLED.rows(tx, { organisationId });

const WORKERS = statement<None, WorkerRow>(`
  SELECT id, version, seen_at AS "seenAt", swept_at AS "sweptAt", clock_offset_ms AS "clockOffsetMs", slots,
    ${AGO('seen_at')} AS "seenAgoS",
    ${AGO('swept_at')} AS "sweptAgoS",
    ${AGO('queue_seen_at')} AS "queueAgoS"
  FROM worker_beat
  WHERE seen_at > clock_timestamp() - interval '1 hour'
  ORDER BY seen_at DESC
  LIMIT 100`);

/** Workers with a heartbeat within the hour, the latest first. */
export const findWorkers = (database: Database): Promise<WorkerRow[]> => WORKERS.rows(database);

/** Compares the ages of a worker's heartbeat and of its last contact with the queue. */
const WORKING = statement<{ seenS: number; queueS: number }, { ok: boolean }>(`
  SELECT EXISTS (
    SELECT 1
    FROM worker_beat
    WHERE seen_at > clock_timestamp() - make_interval(secs => :seenS)
      AND queue_seen_at > clock_timestamp() - make_interval(secs => :queueS)
  ) AS ok`);

/** Whether any worker has a recent heartbeat and recently reached the queue. */
export async function isAnyWorking(database: Database, seenS: number, queueS: number): Promise<boolean> {
  return (await WORKING.row(database, { seenS, queueS }))?.ok === true;
}

/** Of one organisation, or of all (null). */
const COUNT_DUE = statement<{ organisationId: string | null }, DueRow>(`
  SELECT count(*)::int AS due,
    count(*) FILTER (WHERE ${OVERDUE})::int AS late,
    min(u.due_at) AS "oldestDueAt",
    ${AGO('min(u.due_at)')} AS "oldestDueS",
    clock_timestamp() AS now,
    (
      SELECT count(*)::int
      FROM mail_digest
      WHERE state = 'given_up'
        AND created_at > clock_timestamp() - interval '1 day'
    ) AS "mailsGivenUp"
  FROM publication u
  WHERE ${DUE}
    AND (:organisationId::uuid IS NULL OR u.organisation_id = :organisationId)`);

/** Counts due publications, of one organisation or of all, and e-mails given up within a day. */
export async function countDue(database: Database, organisationId: string | null): Promise<DueRow> {
  return found(await COUNT_DUE.row(database, { organisationId }));
}

const FIGURES = statement<None, EngineFigures>(`
  SELECT count(*) FILTER (WHERE ${DUE})::int AS due,
    count(*) FILTER (WHERE ${OVERDUE})::int AS late,
    count(*) FILTER (WHERE u.queued_at IS NOT NULL)::int AS queued,
    (SELECT count(*) FROM publication WHERE state = 'needs_attention')::int AS "needsAttention",
    (SELECT count(*) FROM worker_beat WHERE seen_at > now() - interval '4 seconds')::int AS workers
  FROM publication u
  WHERE ${HAS_WORK}`);

/** Counts what is due, late, queued and waiting for a person, and the workers that run. */
export async function engineFigures(database: Database): Promise<EngineFigures> {
  return found(await FIGURES.row(database));
}

const ANSWER = statement('SELECT 1');

/** Resolves when the database answers. */
export async function reachDatabase(database: Database): Promise<void> {
  await ANSWER.rows(database);
}

/** The row of an aggregate, which always has one. */
function found<T>(row: T | undefined): T {
  if (!row) throw new Error('An aggregate always has a row');
  return row;
}
