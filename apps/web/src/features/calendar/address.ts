import { DateTime } from 'luxon';
import { POST_STATES, type PostState } from '#rules/posts';

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

/** The members of a list in an address. */
export const listOf = (text: string | null): string[] => text?.split(',').filter(Boolean) ?? [];

/** The post states that an address names; others are passed over. */
export const statesOf = (text: string | null): PostState[] => {
  const named = listOf(text);
  return POST_STATES.filter((state) => named.includes(state));
};

/** What an address shows; what it does not say, or says wrong, is as on a first visit. */
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

/** An address with some members changed; empty ones leave it, and the rest of it stays. */
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
 * Whether going from one to the other is a step that Back undoes: another view, other filters, another month or week.
 * Choosing a day of the same month is none, or Back would have to be pressed once for every day looked at.
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
