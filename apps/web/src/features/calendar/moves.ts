import { DateTime } from 'luxon';
import { moveToDay, type LocalSchedule } from '#rules/kernel';
import { stateAllows } from '#rules/posts';
import type { CalendarEntry } from '../../shared/api/types';
import { addDays } from './days';
import { dayIn } from './entries';

/** Whether the state of a post lets its date change, by the very rule that the server refuses with. */
export const isMovable = ({ state }: Pick<CalendarEntry, 'state'>): boolean => stateAllows(state, 'schedule');

/** When an entry is planned, as the clock of its own zone shows it. */
export const localScheduleOf = ({ localTime, timeZone }: LocalSchedule): LocalSchedule => ({
  localTime,
  timeZone,
});

/**
 * When an entry would be planned if it stood on another day of the calendar: the time on the clock stays. It may be
 * planned in another zone, where it is another day already, so that what moves is the distance in days.
 * @param zone the calendar's
 * @returns null when it stands there already
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

/** What the calendar shows, with one of its posts planned for another time. */
export const withMoved = <Shown extends { items: CalendarEntry[] }>(
  shown: Shown,
  postId: string,
  localSchedule: LocalSchedule,
  start: string,
): Shown => ({
  ...shown,
  items: shown.items.map((item) => (item.postId === postId ? { ...item, ...localSchedule, start } : item)),
});
