import { DateTime } from 'luxon';
import type { LocalSchedule } from '#rules/kernel';

const DEFAULT_HOUR = 9;

/**
 * First proposal for a post without a date: the chosen day at nine, or the next full hour when nine has passed;
 * without a day, tomorrow. A chosen day is never changed, even in the past: the form warns of it.
 */
export function firstSchedule(day: string | null, now: DateTime): LocalSchedule {
  const timeZone = now.zoneName ?? 'UTC';
  const chosen = day ?? now.plus({ days: 1 }).toFormat('yyyy-MM-dd');
  const late = chosen === now.toFormat('yyyy-MM-dd') && now.hour >= DEFAULT_HOUR && now.hour < 23;
  const hour = String(late ? now.hour + 1 : DEFAULT_HOUR).padStart(2, '0');
  return { localTime: `${chosen}T${hour}:00`, timeZone };
}
