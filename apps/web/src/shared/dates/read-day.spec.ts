import { describe, expect, it } from '@jest/globals';
import { shortDay } from './format';
import { isWholeDay, readDay } from './read-day';

const TODAY = '2026-11-28';

describe('a day as people type it', () => {
  it.each([
    ['2026-12-01', '2026-12-01'],
    ['1/12/2026', '2026-12-01'],
    ['01.12.26', '2026-12-01'],
    ['1er décembre 2026', '2026-12-01'],
    ['1 DEC. 2026', '2026-12-01'],
    ['mardi 1 décembre 2026', '2026-12-01'],
    ['1st September 2027', '2027-09-01'],
    ['3 août 2027', '2027-08-03'],
    ['1/12', '2026-12-01'],
    ['27 nov', '2027-11-27'],
    ['28 novembre', '2026-11-28'],
    ['29/2/2028', '2028-02-29'],
  ])('understands %p', (typed, day) => {
    expect(readDay(typed, TODAY)).toBe(day);
  });

  it.each(['', '31/4/2027', '29/2/2027', '0/1/2027', '1/13/2027', '1 jui 2027', '1 foo 2027', 'demain'])(
    'refuses %p',
    (typed) => {
      expect(readDay(typed, TODAY)).toBeNull();
    },
  );

  it('reads back what it writes, every month of a year in both languages', () => {
    for (let month = 1; month <= 12; month += 1) {
      const day = `2027-${String(month).padStart(2, '0')}-09`;
      for (const language of ['fr', 'en'] as const) expect(readDay(shortDay(day, language), TODAY)).toBe(day);
    }
  });

  it('takes nothing for whole that more figures could change', () => {
    expect(['1/12/20', '1/1', '1 dec 2026'].map(isWholeDay)).toEqual([false, false, false]);
    expect(['1/12/2026', '2026-12-01'].map(isWholeDay)).toEqual([true, true]);
  });
});
