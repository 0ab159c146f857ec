import { DateTime } from 'luxon';
import { POST_STATES, type PostState } from '#rules/posts';

export const VIEWS = ['month', 'week', 'list'] as const;
export type View = (typeof VIEWS)[number];

export const FILTERS = ['channels', 'states', 'formats'] as const;
export type FilterKind = (typeof FILTERS)[number];

/** State of the calendar, kept in the page's address, so that a link or Back restores it. */
export interface CalendarState {
  view: View;
  /** A day inside the displayed month or week, `YYYY-MM-DD`. */
  day: string;
  channels: string[];
  states: PostState[];
  formats: string[];
}

/** The values of a list in an address. */
export const listOf = (text: string | null): string[] => text?.split(',').filter(Boolean) ?? [];

/** The post states in an address; unknown ones are ignored. */
export const statesOf = (text: string | null): PostState[] => {
  const named = listOf(text);
  return POST_STATES.filter((state) => named.includes(state));
};

/** The state in an address; missing or invalid parts get their defaults. */
export function readState(params: URLSearchParams, today: string): CalendarState {
  const wanted = DateTime.fromISO(params.get('day') ?? '', { zone: 'utc' });
  return {
    view: VIEWS.find((view) => view === params.get('view')) ?? 'month',
    day: wanted.isValid ? wanted.toFormat('yyyy-MM-dd') : today,
    channels: listOf(params.get('channels')),
    states: statesOf(params.get('states')),
    formats: listOf(params.get('formats')),
  };
}

/** An address with some parameters changed; empty ones are removed, others stay. */
export function withState(params: URLSearchParams, to: object): URLSearchParams {
  const after = new URLSearchParams(params);
  for (const [key, value] of Object.entries(to)) {
    const text = Array.isArray(value) ? value.join(',') : String(value);
    if (text) after.set(key, text);
    else after.delete(key);
  }
  return after;
}

/**
 * Whether a change adds a step for Back: another view, other filters, another month or week. Choosing a day of the
 * same month does not, or Back would go through every day looked at.
 */
export function isStep(before: CalendarState, after: CalendarState): boolean {
  const period = ({ view, day }: CalendarState): string =>
    view === 'week' ? DateTime.fromISO(day, { zone: 'utc' }).toFormat("kkkk-'W'WW") : day.slice(0, 7);
  return (
    before.view !== after.view ||
    period(before) !== period(after) ||
    FILTERS.some((kind) => before[kind].join() !== after[kind].join())
  );
}
