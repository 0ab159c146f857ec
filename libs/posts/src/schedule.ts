import { DateTime } from 'luxon';
import { type Clock, DomainError, resolveLocalSchedule, type LocalSchedule } from '#lib/kernel';

export interface Schedule extends LocalSchedule {
  /** UTC instant, ISO 8601. */
  dueAt: string;
  /** Minutes from UTC. */
  utcOffset: number;
  ambiguous: boolean;
}

/**
 * Derives the instant of a local schedule.
 * @throws DomainError 422; for a time that the clocks jump over, with the two nearest in `nearest`
 */
export function scheduleOf(localSchedule: LocalSchedule): Schedule {
  const resolved = resolveLocalSchedule(localSchedule);
  if (resolved.ok) {
    return {
      ...localSchedule,
      dueAt: resolved.dueAt,
      utcOffset: resolved.offsetMinutes,
      ambiguous: resolved.ambiguous,
    };
  }
  const gap = resolved.code === 'local_time_does_not_exist' ? resolved.nearest : null;
  const [before, after] = (gap ?? []).map((local) =>
    DateTime.fromISO(local, { zone: 'utc' }).toFormat('HH:mm'),
  );
  throw new DomainError(
    422,
    resolved.code,
    gap ? { before: before ?? '', after: after ?? '' } : {},
    [
      {
        path: resolved.code === 'time_zone_unknown' ? 'schedule.timeZone' : 'schedule.localTime',
        code: resolved.code,
      },
    ],
    gap ? { nearest: gap } : {},
  );
}

/**
 * A courtesy to people; whether something is due is decided by the database.
 * @param path where the request has the local time
 * @throws DomainError 422 for a moment that has passed, but for the current minute
 */
export function requireAhead(clock: Clock, schedule: Schedule, path: string): void {
  if (new Date(schedule.dueAt).getTime() >= clock.now().getTime() - 60_000) return;
  throw new DomainError(422, 'due_in_the_past', {}, [{ path, code: 'due_in_the_past' }]);
}

/** A date as the columns of a post have it. */
export const scheduleColumns = (schedule: Schedule | null) => ({
  localTime: schedule?.localTime ?? null,
  timeZone: schedule?.timeZone ?? null,
  dueAt: schedule && new Date(schedule.dueAt),
  utcOffset: schedule?.utcOffset ?? null,
  scheduleAmbiguous: schedule?.ambiguous ?? false,
});

export const isDueAt = (post: { dueAt: Date | null }, schedule: Schedule): boolean =>
  post.dueAt?.getTime() === new Date(schedule.dueAt).getTime();
