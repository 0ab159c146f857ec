import { describe, expect, it } from '@jest/globals';
import { calendarQuery, dayIn, groupByDay, windowOf } from './entries';

describe('the days that the calendar asks for', () => {
  it('begin and end at midnight of the zone on screen, a night of summer time included', () => {
    expect(windowOf(['2026-03-28', '2026-03-29'], 'Europe/Paris')).toEqual({
      from: '2026-03-27T23:00:00.000Z',
      to: '2026-03-29T22:00:00.000Z',
    });
    expect(windowOf(['2026-03-28'], 'Indian/Reunion').from).toBe('2026-03-27T20:00:00.000Z');
  });

  it('name only the filters that are set', () => {
    const none = { channels: [], states: [], formats: [] };
    expect(Object.keys(calendarQuery(none, ['2026-03-28'], 'UTC'))).toEqual(['from', 'to']);
    const some = { channels: ['c1', 'c2'], states: ['draft' as const], formats: ['f1'] };
    expect(calendarQuery(some, ['2026-03-28'], 'UTC')).toMatchObject({
      channelIds: 'c1,c2',
      states: 'draft',
      formatIds: 'f1',
    });
  });
});

describe('an entry of the calendar', () => {
  it('falls on the day of the zone on screen', () => {
    expect(dayIn('2026-03-01T23:30:00.000Z', 'Europe/Paris')).toBe('2026-03-02');
    expect(dayIn('2026-03-01T23:30:00.000Z', 'America/Martinique')).toBe('2026-03-01');
  });

  it('stands under its day, in the order of its time', () => {
    const late = { start: '2026-03-02T17:00:00.000Z' };
    const early = { start: '2026-03-02T07:00:00.000Z' };
    const night = { start: '2026-03-02T23:30:00.000Z' };
    const days = groupByDay([late, night, early], 'Europe/Paris');
    expect([...days]).toEqual([
      ['2026-03-02', [early, late]],
      ['2026-03-03', [night]],
    ]);
  });
});
