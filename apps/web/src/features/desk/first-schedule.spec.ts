import { describe, expect, it } from '@jest/globals';
import { DateTime } from 'luxon';
import { firstSchedule } from './first-schedule';

const at = (moment: string): DateTime => DateTime.fromISO(moment, { zone: 'Europe/Paris' });

describe('the date offered to a post without one', () => {
  it.each([
    ['the chosen day at nine', '2026-12-03', '2026-11-28T18:30', '2026-12-03T09:00'],
    ['tomorrow when no day was chosen', null, '2026-11-30T23:59', '2026-12-01T09:00'],
    ['nine o’clock today while it is ahead', '2026-11-28', '2026-11-28T08:59', '2026-11-28T09:00'],
    ['the next full hour today once nine has passed', '2026-11-28', '2026-11-28T09:00', '2026-11-28T10:00'],
    ['no hour of the next day', '2026-11-28', '2026-11-28T23:10', '2026-11-28T09:00'],
    ['a chosen day that has passed, as it is', '2026-11-02', '2026-11-28T18:30', '2026-11-02T09:00'],
  ])('is %s', (_, day, now, localSchedule) => {
    expect(firstSchedule(day, at(now))).toEqual({ localTime: localSchedule, timeZone: 'Europe/Paris' });
  });
});
