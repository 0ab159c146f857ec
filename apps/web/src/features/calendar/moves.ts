import { DateTime } from 'luxon';
import { moveToDay, type LocalSchedule } from '#rules/kernel';
import { stateAllows } from '#rules/posts';
import type { CalendarEntry } from '../../shared/api/types';
import { addDays } from './days';
import { dayIn } from './entries';

/** Whether a post's state allows moving it, by the same rule as the server. */
export const isMovable = ({ state }: Pick<CalendarEntry, 'state'>): boolean => stateAllows(state, 'schedule');

/** The local schedule of an entry, in its own zone. */
export const localScheduleOf = ({ localTime, timeZone }: LocalSchedule): LocalSchedule => ({
  localTime,
  timeZone,
});

/**
 * The local schedule of an entry after moving it to another day; the local time stays. The entry's zone may be on
 * another day than the calendar's, so the distance in days is applied.
 * @param zone the calendar's
 * @returns null when the entry is on that day already
 */
export function scheduleOnDay(
  entry: Pick<CalendarEntry, 'start'> & LocalSchedule,
  day: string,
  zone: string,
): LocalSchedule | null {
  const from = DateTime.fromISO(dayIn(entry.start, zone), { zone: 'utc' });
  const distance = Math.round(DateTime.fromISO(day, { zone: 'utc' }).diff(from, 'days').days);
  if (distance === 0) return null;
  return moveToDay(localScheduleOf(entry), addDays(entry.localTime.slice(0, 10), distance));
}

/** The calendar's data with one post moved. */
export const withMoved = <Shown extends { items: CalendarEntry[] }>(
  shown: Shown,
  postId: string,
  localSchedule: LocalSchedule,
  start: string,
): Shown => ({
  ...shown,
  items: shown.items.map((item) => (item.postId === postId ? { ...item, ...localSchedule, start } : item)),
});
