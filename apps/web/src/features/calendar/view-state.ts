import { DateTime } from 'luxon';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { POST_STATES, type PostState } from '#rules/posts';
import { useZone } from '../../shared/session/use-me';

export const VIEWS = ['month', 'week', 'list'] as const;
export type View = (typeof VIEWS)[number];

export const FILTERS = ['channels', 'states', 'formats'] as const;
export type FilterKind = (typeof FILTERS)[number];

/** What the calendar shows. It lives in the address: a link, or coming back, shows the same. */
export interface CalendarState {
  view: View;
  /** A day inside the month or week shown, `YYYY-MM-DD`. */
  day: string;
  channels: string[];
  states: PostState[];
  formats: string[];
}

const listOf = (text: string | null): string[] => text?.split(',').filter(Boolean) ?? [];

/** Reads and changes what the calendar shows. */
export function useCalendarState() {
  const zone = useZone();
  const [params, setParams] = useSearchParams();
  const state = useMemo((): CalendarState => {
    const wanted = params.get('day');
    const day =
      wanted && DateTime.fromISO(wanted).isValid ? wanted : DateTime.now().setZone(zone).toISODate();
    return {
      view: VIEWS.find((view) => view === params.get('view')) ?? 'month',
      day: day ?? '1970-01-01',
      channels: listOf(params.get('channels')),
      states: POST_STATES.filter((s) => listOf(params.get('states')).includes(s)),
      formats: listOf(params.get('formats')),
    };
  }, [params, zone]);
  const change = useCallback(
    (to: Partial<CalendarState>) =>
      setParams(
        (before) => {
          const after = new URLSearchParams(before);
          for (const [key, value] of Object.entries(to)) {
            const text = Array.isArray(value) ? value.join(',') : String(value);
            if (text) after.set(key, text);
            else after.delete(key);
          }
          return after;
        },
        { replace: true },
      ),
    [setParams],
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
