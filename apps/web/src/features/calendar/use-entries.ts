import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { DateTime } from 'luxon';
import { useMemo } from 'react';
import { api, unwrap } from '../../shared/api/client';
import type { CalendarEntry } from '../../shared/api/types';
import type { CalendarState } from './address';
import { addDays, daysShown } from './view-state';

/** Entries of the days on screen. While a neighbour month loads, the present one stays. */
export function useEntries(state: CalendarState, zone: string) {
  const days = useMemo(() => daysShown(state.view, state.day), [state.view, state.day]);
  const query = {
    ...windowOf(days, zone),
    ...(state.channels.length > 0 && { channelIds: state.channels.join(',') }),
    ...(state.states.length > 0 && { states: state.states.join(',') }),
    ...(state.formats.length > 0 && { formatIds: state.formats.join(',') }),
  };
  const answer = useQuery({
    queryKey: ['calendar', query],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/calendar', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
  const byDay = useMemo(() => groupByDay(answer.data?.items ?? [], zone), [answer.data, zone]);
  return { ...answer, days, byDay };
}

/** From the first of some days to the end of the last, UTC instants. */
export function windowOf(days: readonly string[], zone: string): { from: string; to: string } {
  const start = (day: string): string =>
    DateTime.fromISO(day, { zone }).toUTC().toISO({ suppressMilliseconds: false }) ?? day;
  return { from: start(days[0] ?? ''), to: start(addDays(days.at(-1) ?? '', 1)) };
}

/** The day an instant falls on in a zone. */
export const dayIn = (instant: string, zone: string): string =>
  DateTime.fromISO(instant, { zone }).toFormat('yyyy-MM-dd');

function groupByDay(entries: readonly CalendarEntry[], zone: string): ReadonlyMap<string, CalendarEntry[]> {
  const groups = new Map<string, CalendarEntry[]>();
  // Equal instants are the rule, not the exception (a thousand houses at nine): ask the date library once for each.
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
