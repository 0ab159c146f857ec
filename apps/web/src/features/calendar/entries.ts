import { DateTime } from 'luxon';
import type { CalendarEntry } from '../../shared/api/types';
import type { CalendarState } from './address';
import { addDays } from './days';

/** Window from the first of some days to the end of the last, UTC instants. */
export function windowOf(days: readonly string[], zone: string): { from: string; to: string } {
  const start = (day: string): string =>
    DateTime.fromISO(day, { zone }).toUTC().toISO({ suppressMilliseconds: false }) ?? day;
  return { from: start(days[0] ?? ''), to: start(addDays(days.at(-1) ?? '', 1)) };
}

/** The server query for some days; empty filters are left out. */
export const calendarQuery = (
  { channels, states, formats }: Pick<CalendarState, 'channels' | 'states' | 'formats'>,
  days: readonly string[],
  zone: string,
) => ({
  ...windowOf(days, zone),
  ...(channels.length > 0 && { channelIds: channels.join(',') }),
  ...(states.length > 0 && { states: states.join(',') }),
  ...(formats.length > 0 && { formatIds: formats.join(',') }),
});

/** The day an instant falls on in a zone. */
export const dayIn = (instant: string, zone: string): string =>
  DateTime.fromISO(instant, { zone }).toFormat('yyyy-MM-dd');

/** Entries by the day they fall on in a zone, those of a day in the order of their time. */
export function groupByDay<E extends Pick<CalendarEntry, 'start'>>(
  entries: readonly E[],
  zone: string,
): ReadonlyMap<string, E[]> {
  const groups = new Map<string, E[]>();
  // Equal instants are common (a thousand posts at nine), so the day of each is computed once.
  const known = new Map<string, string>();
  for (const entry of [...entries].sort((a, b) => a.start.localeCompare(b.start))) {
    const day = known.get(entry.start) ?? dayIn(entry.start, zone);
    known.set(entry.start, day);
    const group = groups.get(day);
    if (group) group.push(entry);
    else groups.set(day, [entry]);
  }
  return groups;
}
