import { useCallback, useMemo } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useZone } from '../../shared/session/use-me';
import { type CalendarState, isStep, readState, withState } from './address';
import { todayIn } from '../../shared/dates/today';

/** Reads and changes the calendar's state; Back returns to the former month, view and filters. */
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
      // An open post stays open, with its navigation state.
      void navigate({ search: params.toString() }, { replace, state: kept });
    },
    [navigate, search, state, today, kept],
  );
  return { state, change, zone };
}
