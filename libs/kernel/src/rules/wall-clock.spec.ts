import { moveToDay, resolveLocalSchedule } from './wall-clock.js';

const at = (localTime: string, timeZone: string) => resolveLocalSchedule({ localTime, timeZone });

describe('from a local schedule to its instant', () => {
  it.each([
    ['2026-12-01T09:00', 'Europe/Paris', '2026-12-01T08:00:00.000Z', 60],
    ['2026-07-14T09:00', 'Europe/Paris', '2026-07-14T07:00:00.000Z', 120],
    ['2026-12-01T09:00', 'Indian/Reunion', '2026-12-01T05:00:00.000Z', 240],
    ['2026-12-01T09:00', 'America/Guadeloupe', '2026-12-01T13:00:00.000Z', -240],
    ['2026-12-01T09:00', 'Pacific/Noumea', '2026-11-30T22:00:00.000Z', 660],
  ])('%s in %s is %s', (local, zone, dueAt, offsetMinutes) => {
    expect(at(local, zone)).toEqual({ ok: true, dueAt, offsetMinutes, ambiguous: false });
  });

  it('refuses the hour that spring skips and offers the two nearest', () => {
    expect(at('2026-03-29T02:30', 'Europe/Paris')).toEqual({
      ok: false,
      code: 'local_time_does_not_exist',
      nearest: ['2026-03-29T01:59', '2026-03-29T03:00'],
    });
    expect(at('2026-03-29T02:00', 'Europe/Paris')).toMatchObject({
      nearest: ['2026-03-29T01:59', '2026-03-29T03:00'],
    });
  });

  it('takes the earlier of the two autumn hours, and says so', () => {
    expect(at('2026-10-25T02:30', 'Europe/Paris')).toEqual({
      ok: true,
      dueAt: '2026-10-25T00:30:00.000Z',
      offsetMinutes: 120,
      ambiguous: true,
    });
  });

  it('handles the half-hour change of Lord Howe', () => {
    expect(at('2026-10-04T02:15', 'Australia/Lord_Howe')).toMatchObject({
      nearest: ['2026-10-04T01:59', '2026-10-04T02:30'],
    });
  });

  it.each([
    ['2026-02-30T09:00', 'Europe/Paris', 'local_time_invalid'],
    ['demain', 'Europe/Paris', 'local_time_invalid'],
    ['2026-02-03T09:00', 'Europe/Lutece', 'time_zone_unknown'],
  ])('refuses %s in %s with %s', (local, zone, code) => {
    expect(at(local, zone)).toEqual({ ok: false, code });
  });

  it('keeps the time when the day moves', () => {
    expect(
      moveToDay({ localTime: '2026-11-18T10:00', timeZone: 'Europe/Paris' }, '2026-11-20').localTime,
    ).toBe('2026-11-20T10:00');
  });
});

describe('what no clock on a wall shows', () => {
  it.each([
    '0000-01-01T10:00',
    '0001-12-31T10:00',
    '1969-12-31T10:00',
    '9999-12-31T23:59',
    '2031-01-01T24:00',
    '2031-01-01T23:60',
    '2031-13-01T10:00',
    '2031-02-30T10:00',
    '2031-00-10T10:00',
  ])('%s', (localTime) =>
    expect(resolveLocalSchedule({ localTime, timeZone: 'Europe/Paris' })).toEqual({
      ok: false,
      code: 'local_time_invalid',
    }),
  );
});
