import { describe, expect, it } from '@jest/globals';
import type { CalendarEntry } from '../../shared/api/types';
import { isMovable, scheduleOnDay, withMoved } from './moves';

const entry = (values: Partial<CalendarEntry> = {}): CalendarEntry =>
  ({
    postId: 'p1',
    state: 'scheduled',
    start: '2026-03-27T08:00:00.000Z',
    localTime: '2026-03-27T09:00',
    timeZone: 'Europe/Paris',
    ...values,
  }) as CalendarEntry;

describe('an entry that is moved to another day', () => {
  it('keeps the time on the clock, over a change of clocks too', () => {
    expect(scheduleOnDay(entry(), '2026-03-30', 'Europe/Paris')).toEqual({
      localTime: '2026-03-30T09:00',
      timeZone: 'Europe/Paris',
    });
  });

  it('moves by days, where its own zone has another day than the calendar', () => {
    // Nine in the evening of the 26th in Martinique is the 27th in Paris.
    const abroad = entry({
      start: '2026-03-27T01:00:00.000Z',
      localTime: '2026-03-26T21:00',
      timeZone: 'America/Martinique',
    });
    expect(scheduleOnDay(abroad, '2026-03-28', 'Europe/Paris')?.localTime).toBe('2026-03-27T21:00');
  });

  it('is left alone where it stands already', () => {
    expect(scheduleOnDay(entry(), '2026-03-27', 'Europe/Paris')).toBeNull();
  });

  it('shows at its new time at once, and nothing else changes', () => {
    const other = entry({ postId: 'p2' });
    const localSchedule = { localTime: '2026-03-30T09:00', timeZone: 'Europe/Paris' };
    const shown = { items: [entry(), other], truncated: false };
    const after = withMoved(shown, 'p1', localSchedule, '2026-03-30T07:00:00.000Z');
    expect(after.items[0]).toMatchObject({ ...localSchedule, start: '2026-03-30T07:00:00.000Z' });
    expect(after.items[1]).toBe(other);
    expect(after.truncated).toBe(false);
  });
});

describe('what can be moved', () => {
  it.each([
    ['draft', true],
    ['in_review', true],
    ['changes_requested', true],
    ['approved', true],
    ['scheduled', true],
    ['publishing', false],
    ['published', false],
    ['partially_published', false],
    ['failed', false],
    ['cancelled', false],
  ] as const)('%s: %s', (state, movable) => {
    expect(isMovable({ state })).toBe(movable);
  });
});
