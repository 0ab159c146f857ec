import { DateTime } from 'luxon';
import { useCallback, useMemo } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useZone } from '../../shared/session/use-me';
import { type CalendarState, isStep, readState, type View, withState } from './address';

/** Reads and changes what the calendar shows; Back returns to the month, the view and the filters before. */
export function useCalendarState() {
  const zone = useZone();
  const { search, state: kept } = useLocation();
  const navigate = useNavigate();
  const today = todayIn(zone);
  const state = useMemo(() => readState(new URLSearchParams(search), today), [search, today]);
  const change = useCallback(
    (to: Partial<CalendarState>): void => {
      const params = withState(new URLSearchParams(search), to);
      const replace = !isStep(state, readState(params, today));
      // An open post stays open, with what its address carries.
      void navigate({ search: params.toString() }, { replace, state: kept });
    },
    [navigate, search, state, today, kept],
  );
  return { state, change, zone };
}

/** The days on screen: whole weeks from Monday around the month, or one week. */
export function daysShown(view: View, day: string): string[] {
  const at = DateTime.fromISO(day, { zone: 'utc' });
  const unit = view === 'week' ? 'week' : 'month';
  const first = view === 'list' ? at.startOf('month') : at.startOf(unit).startOf('week');
  const last = view === 'list' ? at.endOf('month') : at.endOf(unit).endOf('week');
  const count = Math.round(last.diff(first, 'days').days);
  return Array.from({ length: count }, (_, index) => first.plus({ days: index }).toFormat('yyyy-MM-dd'));
}

/** A day some days later. */
export const addDays = (day: string, days: number): string =>
  DateTime.fromISO(day, { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd');

/** The same day a month or a week away. */
export const step = (view: View, day: string, by: 1 | -1): string =>
  DateTime.fromISO(day, { zone: 'utc' })
    .plus(view === 'week' ? { weeks: by } : { months: by })
    .toFormat('yyyy-MM-dd');

export const todayIn = (zone: string): string => DateTime.now().setZone(zone).toFormat('yyyy-MM-dd');
