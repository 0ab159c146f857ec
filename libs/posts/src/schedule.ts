import { DateTime } from 'luxon';
import { type Clock, DomainError, resolveLocalSchedule, type LocalSchedule } from '#lib/kernel';

export interface Schedule extends LocalSchedule {
  /** UTC instant, ISO 8601. */
  dueAt: string;
  /** UTC offset, minutes. */
  utcOffset: number;
  ambiguous: boolean;
}

/**
 * Derives the due instant of a local schedule.
 * @throws DomainError 422; for a time that the clocks skip, with the two nearest ones in `nearest`
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
 * Only helps people: the database decides whether something is due.
 * @param path of the local time within the request
 * @throws DomainError 422 for a past moment, except the current minute
 */
export function requireAhead(clock: Clock, schedule: Schedule, path: string): void {
  if (new Date(schedule.dueAt).getTime() >= clock.now().getTime() - 60_000) return;
  throw new DomainError(422, 'due_in_the_past', {}, [{ path, code: 'due_in_the_past' }]);
}

/** A schedule as columns of a post. */
export const scheduleColumns = (schedule: Schedule | null) => ({
  localTime: schedule?.localTime ?? null,
  timeZone: schedule?.timeZone ?? null,
  dueAt: schedule && new Date(schedule.dueAt),
  utcOffset: schedule?.utcOffset ?? null,
  scheduleAmbiguous: schedule?.ambiguous ?? false,
});

export const isDueAt = (post: { dueAt: Date | null }, schedule: Schedule): boolean =>
  post.dueAt?.getTime() === new Date(schedule.dueAt).getTime();
