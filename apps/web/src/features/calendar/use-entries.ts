import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { queries } from '../../shared/queries';
import type { CalendarState } from './address';
import { calendarQuery, groupByDay } from './entries';
import { daysShown } from './days';

/** Entries of the displayed days. While another month loads, the present one stays. */
export function useEntries(state: CalendarState, zone: string) {
  const days = useMemo(() => daysShown(state.view, state.day), [state.view, state.day]);
  const answer = useQuery(queries.calendar(calendarQuery(state, days, zone)));
  const byDay = useMemo(() => groupByDay(answer.data?.items ?? [], zone), [answer.data, zone]);
  return { ...answer, days, byDay };
}
