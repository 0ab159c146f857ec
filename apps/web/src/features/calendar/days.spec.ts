import { describe, expect, it } from '@jest/globals';
import { addDays, daysShown, step } from './days';

describe('the days on screen', () => {
  it('are whole weeks from Monday around a month', () => {
    const days = daysShown('month', '2026-12-10');
    expect([days[0], days.at(-1), days.length]).toEqual(['2026-11-30', '2027-01-03', 35]);
  });

  it('are six weeks where a month needs them, and four where it fits', () => {
    expect(daysShown('month', '2026-08-15')).toHaveLength(42);
    expect(daysShown('month', '2027-02-01')).toHaveLength(28);
  });

  it('are the seven of a week, and exactly those of a month in a list', () => {
    expect(daysShown('week', '2026-03-29')).toEqual([
      '2026-03-23',
      '2026-03-24',
      '2026-03-25',
      '2026-03-26',
      '2026-03-27',
      '2026-03-28',
      '2026-03-29',
    ]);
    expect(daysShown('list', '2026-02-10')).toHaveLength(28);
  });
});

describe('a step from day to day', () => {
  it('goes a week or a month on or back, and never past the end of a month', () => {
    expect(step('week', '2026-12-31', 1)).toBe('2027-01-07');
    expect(step('month', '2026-01-31', 1)).toBe('2026-02-28');
    expect(step('list', '2026-03-15', -1)).toBe('2026-02-15');
  });

  it('counts days and no hours, where the clocks change', () => {
    expect(addDays('2026-03-28', 2)).toBe('2026-03-30');
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
  });
});
