import { DateTime } from 'luxon';
import type { View } from './address';

/** The displayed days: whole weeks from Monday around the month, or one week. */
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
