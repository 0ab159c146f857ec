import { invalid, resolveLocalSchedule } from '#lib/kernel';

/** @throws DomainError 422 for an unknown time zone; undefined is a field that was not sent */
export function requireTimeZone(timeZone: string | undefined): void {
  if (timeZone === undefined) return;
  const resolved = resolveLocalSchedule({ localTime: '2026-01-01T00:00', timeZone });
  if (!resolved.ok && resolved.code === 'time_zone_unknown') {
    throw invalid([{ path: 'timeZone', code: 'time_zone_unknown' }]);
  }
}
