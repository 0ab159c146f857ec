import { DateTime } from 'luxon';
import { z } from 'zod';
import { invalid, timeZone } from '#lib/kernel';

const bound = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()])
  .refine((text) => text >= '1900' && text < '3000');

/** Query members of a calendar window: instants or days; `to` is exclusive. */
export const windowQuery = {
  from: bound,
  to: bound,
  /** Zone for days without time; the organisation's when absent. */
  timeZone: timeZone.optional(),
};

const DAY_MS = 86_400_000;
/** One day of a window may be longer by this, ms, when the clocks go back. */
const LONGER_DAY_MS = 3_600_000;

/**
 * The instants of a window.
 * @param zone of its days
 * @throws DomainError 422 when it ends before it starts, or is longer than so many days
 */
export function readWindow(
  query: { from: string; to: string },
  zone: string,
  maxDays: number,
): { from: DateTime<true>; to: DateTime<true> } {
  const [from, to] = [DateTime.fromISO(query.from, { zone }), DateTime.fromISO(query.to, { zone })];
  const longest = maxDays * DAY_MS + LONGER_DAY_MS;
  if (!from.isValid || !to.isValid || from >= to || to.toMillis() - from.toMillis() > longest) {
    throw invalid([{ path: 'to', code: 'window_invalid' }]);
  }
  return { from, to };
}
